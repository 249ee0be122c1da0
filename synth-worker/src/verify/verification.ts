export type { Check } from "./check.ts";
export type { Evidence, Log } from "./evidence.ts";
export type { EvidenceReader, LogFilter } from "./evidenceReader.ts";
export { findOrderOf } from "./findOrderOf.ts";
export { gatherEvidence } from "./gatherEvidence.ts";
export { inapplicableChecks, type NotApplicable } from "./inapplicableChecks.ts";
export { PROV_EVIDENCE, provDocument } from "./provDocument.ts";
export { readBundle } from "./readBundle.ts";
export { verifyEvidence } from "./verifyEvidence.ts";
