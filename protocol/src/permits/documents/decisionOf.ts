import type { Hex } from "../../content/hex.ts";
import { purposeMask } from "../../units/purposes.ts";
import { documentKeccak } from "./documentKeccak.ts";
import type { PermitDocument } from "./permitDocument.ts";

/** IPermitRegistry.Decision as ethers takes it. */
export type ChainDecision = {
  readonly holder: Hex;
  readonly applicationHash: Hex;
  readonly decisionHash: Hex;
  readonly purposesMask: number;
  readonly criteriaMask: number;
  readonly optOutException: boolean;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly datasetIds: readonly bigint[];
};

/** What PermitRegistry.issue is called with for a permit document. Every criterion of Art. 68(1) is met, else there is no permit. */
export function decisionOf(document: PermitDocument): ChainDecision {
  const { holder, applicationHash, duration, data, purpose, optOutException } = document;
  return {
    holder: holder.account,
    applicationHash,
    decisionHash: documentKeccak(document),
    purposesMask: purpose.codes.reduce((mask, code) => mask | purposeMask(code), 0),
    criteriaMask: 0xff,
    optOutException: optOutException.applied,
    validFrom: duration.validFrom,
    validUntil: duration.validUntil,
    datasetIds: data.datasetIds.map(BigInt),
  };
}
