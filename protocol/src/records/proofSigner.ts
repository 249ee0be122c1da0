import { verifyTypedData } from "ethers";
import type { Hex } from "../content/hex.ts";
import { contractDomain } from "../eip712/typedData.ts";
import { SymbolonError } from "../errors/SymbolonError.ts";
import type { DocumentProof } from "../messages/documentProof.ts";

/** The struct that a proof is about, and the contract in whose domain it is signed. */
export type Signed = {
  readonly chainId: number;
  readonly verifyingContract: string;
  readonly types: Record<string, { name: string; type: string }[]>;
  readonly value: Record<string, unknown>;
};

/**
 * The account that made a proof, lower case. Throws E9004 when the proof names another chain or contract, is no signature, or is not by the account
 * that it names, as it is when a single byte of the document is another one.
 */
export function proofSigner(proof: DocumentProof, { chainId, verifyingContract, types, value }: Signed): Hex {
  const refuse = (reason: string, cause?: unknown) => new SymbolonError("E9004", { reason }, { cause });
  const named = proof.verificationMethod.split(":");
  if (
    named[1] !== String(chainId) ||
    proof.verifyingContract.toLowerCase() !== verifyingContract.toLowerCase()
  )
    throw refuse("the proof is for another chain or contract");
  let account: string;
  try {
    account = verifyTypedData(contractDomain(chainId, verifyingContract), types, value, proof.proofValue);
  } catch (cause) {
    throw refuse("the proof is no signature", cause);
  }
  if (account.toLowerCase() !== named[2])
    throw refuse("the document is not what the account in its proof signed");
  return account.toLowerCase() as Hex;
}
