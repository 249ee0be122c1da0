import { CONSENT_WITHDRAWAL_TYPES, contractDomain, SymbolonError } from "@symbolon/protocol";
import { Wallet } from "ethers";
import type { ConsentBook } from "../../tabular/hospital/consentBook.ts";
import { consentTree } from "../../tabular/hospital/consentTree.ts";
import type { Chain, Sent } from "../shared/chain.ts";

const VALID_SECONDS = 3600;

/**
 * Withdraws one consent: the consent's own key signs (EIP-712 ConsentWithdrawal), this account relays and pays the gas, so the patient
 * pays nothing and shows no account. `who` is a subject or, failing that, a record number from 1. Throws E3004 for an unknown one,
 * E6003 when it is withdrawn already.
 */
export async function withdrawConsent(
  chain: Chain,
  datasetId: bigint,
  book: ConsentBook,
  who: string,
): Promise<Sent> {
  const bySubject = book.consents.find((consent) => consent.subject === who);
  const consent = bySubject ?? book.consents.find((candidate) => String(candidate.row + 1) === who);
  if (consent === undefined) throw new SymbolonError("E3004", { subject: who });
  const block = await chain.ask((provider) => provider.getBlock("latest"));
  const deadline = BigInt(block?.timestamp ?? Math.floor(Date.now() / 1000)) + BigInt(VALID_SECONDS);
  const { consentRegistry } = chain.deployment.contracts;
  const signature = await new Wallet(consent.privateKey).signTypedData(
    contractDomain(chain.chainId, consentRegistry),
    CONSENT_WITHDRAWAL_TYPES,
    { datasetId, nullifier: consent.nullifier, deadline },
  );
  const withdrawal = {
    datasetId,
    root: book.root,
    consentKey: consent.consentKey,
    recordHash: consent.recordHash,
    nullifier: consent.nullifier,
    deadline,
  };
  const proof = consentTree(book.consents).proof(consent.leafIndex);
  return chain.send("consentRegistry", "withdraw", withdrawal, proof, signature);
}
