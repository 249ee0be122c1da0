import type { DocumentProof, Signed } from "@symbolon/protocol";
import type { GatewayContext } from "./gatewayContext.ts";

/** A document with the proof of the hub's account about `signed`; the document as it is where the hub has none. */
export async function proved<T extends object>(
  { hub }: GatewayContext,
  document: T,
  signed: Signed,
): Promise<T & { proof?: DocumentProof }> {
  if (hub == null) return document;
  const { chainId, verifyingContract } = signed;
  const proof: DocumentProof = {
    type: "Eip712Signature",
    verificationMethod: `eip155:${chainId}:${hub.account}`,
    verifyingContract,
    proofValue: await hub.signDocument(signed),
  };
  return { ...document, proof };
}
