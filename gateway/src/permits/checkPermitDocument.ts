import {
  type AccessBody,
  contractDomain,
  decisionOf,
  PERMIT_DOCUMENT_TYPES,
  type SignedPermitDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import type { CaseRow } from "./caseStorage.ts";
import type { PermitContext } from "./permitContext.ts";

/**
 * Whether a permit document is this access body's for this case, signed by its account (EIP-712), and is what PermitRegistry has under the
 * number now: issuer, holder, hash, purposes and dates, and not revoked. Throws E1006 for a document of another case, E9004 for another
 * signature, E3005 where the chain says otherwise, E6001.
 */
export async function checkPermitDocument(
  context: PermitContext,
  row: CaseRow,
  body: AccessBody,
  permitId: bigint,
  { document, signature }: SignedPermitDocument,
): Promise<void> {
  const { chainId, contracts } = context.deployment;
  const { issuer, holder, version } = document;
  const id = `urn:symbolon:permit:${chainId}:${row.application_hash}:${row.country}:v${version}`;
  const isOurs =
    issuer.account.toLowerCase() === body.account &&
    issuer.country === row.country &&
    holder.account.toLowerCase() === row.account &&
    document.id === id;
  if (!isOurs)
    throw new SymbolonError("E1006", { document: "permit", reason: `it is not ${id}, of its parties` });
  const decision = decisionOf(document);
  const { applicationHash, decisionHash } = decision;
  let signer: string;
  try {
    signer = verifyTypedData(
      contractDomain(chainId, contracts.permitRegistry),
      PERMIT_DOCUMENT_TYPES,
      { applicationHash, decisionHash, version },
      signature,
    );
  } catch (cause) {
    throw new SymbolonError("E9004", { reason: "the permit's signature is none" }, { cause });
  }
  if (signer.toLowerCase() !== body.account)
    throw new SymbolonError("E9004", { reason: "the permit is signed by another account, chain or text" });
  const anchored = await context.chain.permitOf(permitId);
  const same =
    (anchored.state === 1 || anchored.state === 2) &&
    anchored.issuer === body.account &&
    anchored.holder === row.account &&
    anchored.decisionHash === decisionHash &&
    anchored.purposesMask === decision.purposesMask &&
    anchored.validFrom === decision.validFrom &&
    anchored.validUntil === decision.validUntil;
  if (!same)
    throw new SymbolonError("E3005", { permitId, reason: "the chain does not have this document under it" });
}
