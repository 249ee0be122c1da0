export {
  type AuditedMechanism,
  type AuditResult,
  auditMechanism,
} from "../privacy/audit/auditMechanism.ts";
export type { Neighbouring } from "../privacy/audit/observe.ts";
export type { PrivateTable } from "../privacy/privateTable.ts";
export { sigmaForRho } from "../privacy/sigmaForRho.ts";
export { cryptoEntropy } from "../random/cryptoEntropy.ts";
export { fitRelease } from "../tabular/mechanisms/fitRelease.ts";
