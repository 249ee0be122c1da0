import { digestOfDocument } from "../../content/digest.ts";
import type { Hex } from "../../content/hex.ts";
import { PROHIBITED_USES } from "./prohibitedUses.ts";

/** A job under a data permit: who uses which datasets for which purpose (one bit of the Art. 53 mask). */
export type PermitJob = {
  readonly chainId: number;
  readonly account: Hex;
  readonly permitId: bigint;
  readonly datasetIds: readonly bigint[];
  readonly purpose: bigint;
};

/**
 * sha256 of `symbolon-use-attestation/1`: the account's statement, for this one job, that it is for none of the five uses that Regulation (EU)
 * 2025/327 Art. 54 prohibits. The digest stands in the order's spec, whose own digest the account's transaction signs; so each job is attested
 * anew, and an attestation for one permit, account, purpose or set of datasets is none for another.
 */
export function attestUse({ chainId, account, permitId, datasetIds, purpose }: PermitJob): Hex {
  return digestOfDocument({
    format: "symbolon-use-attestation/1",
    chainId,
    account: account.toLowerCase(),
    permitId: permitId.toString(),
    datasetIds: datasetIds.map(String),
    purpose: purpose.toString(),
    noneOf: PROHIBITED_USES.map(({ code }) => code),
  });
}
