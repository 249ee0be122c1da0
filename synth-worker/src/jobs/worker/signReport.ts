import { contractDomain, NODE_REPORT_TYPES, type SignMessage, SymbolonError } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import type { Result } from "./buildResult.ts";

/** Signs (EIP-712 NodeReport) what this node computed itself. */
export async function signReport(chain: Chain, orderId: bigint, result: Result): Promise<string> {
  const { manifestDigest, outputHash, modelDigest } = result;
  return chain.wallet.signTypedData(
    contractDomain(chain.chainId, chain.deployment.contracts.jobRegistry),
    NODE_REPORT_TYPES,
    { orderId, manifestDigest, outputHash, modelDigest },
  );
}

/** Throws E4007 naming the first field in which the lead's report is not this node's own result. */
export function compareReport(asked: SignMessage, own: Result, lead: string): void {
  for (const field of ["modelDigest", "outputHash", "manifestDigest"] as const) {
    if (asked[field] !== own[field])
      throw new SymbolonError("E4007", { node: lead, field, orderId: asked.orderId });
  }
}
