import {
  type Hex,
  NODE_CERTIFICATE_TYPES,
  NodeCertificate,
  parseDocument,
  requestDomain,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import type { Chain } from "./chain.ts";

/** Where a node's links listen and which key it shows there, signed by its account. Issued now. */
export async function signNodeCertificate(
  chain: Chain,
  link: { readonly host: string; readonly port: number; readonly pin: Hex },
): Promise<NodeCertificate> {
  const { chainId, account, wallet } = chain;
  const issued = Math.floor(Date.now() / 1000);
  const signature = await wallet.signTypedData(requestDomain(chainId), NODE_CERTIFICATE_TYPES, {
    ...link,
    issued,
  });
  return NodeCertificate.parse({
    format: "symbolon-node-certificate/1",
    chainId,
    node: account,
    ...link,
    issued,
    signature,
  });
}

/**
 * A certificate as some server gave it, if `account` signed it for this chain. Throws E1006 for another document, E4009 for one that the account did
 * not sign.
 */
export function verifyNodeCertificate(document: unknown, chainId: number, account: Hex): NodeCertificate {
  const certificate = parseDocument(NodeCertificate, document, "node certificate");
  const { host, port, pin, issued, signature } = certificate;
  const refuse = () => new SymbolonError("E4009", { message: "the node certificate", expected: account });
  if (certificate.chainId !== chainId || certificate.node !== account) throw refuse();
  let signer: string;
  try {
    const value = { host, port, pin, issued };
    signer = verifyTypedData(requestDomain(chainId), NODE_CERTIFICATE_TYPES, value, signature);
  } catch {
    throw refuse();
  }
  if (signer.toLowerCase() !== account) throw refuse();
  return certificate;
}
