import { documentBytes, type Hex, type ShareMessage, SymbolonError } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { postToNode } from "../data/nodes/postToNode.ts";
import { signRequest } from "./signRequest.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the provider reads before signing, once for each of three nodes. */
export function describeShares(orderId: string): TransactionText {
  return {
    title: `Send this hospital's shares for order ${orderId}`,
    facts: [{ label: "Signatures", value: "3, one for each node" }],
    note: "They move no money and cost no fee.",
  };
}

/**
 * Signs one node's sealed package (SignedRequest, purpose "share") and sends it. A node that has this hospital's share already is content (E4002).
 * Throws what signRequest and postToNode throw.
 */
export async function sendShare(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  { endpoint, message }: { readonly endpoint: string; readonly message: ShareMessage },
): Promise<void> {
  const subject = message.orderId;
  const body = documentBytes(message);
  const headers = await signRequest(config, deployment, account, { purpose: "share", subject, body });
  try {
    await postToNode(`${endpoint}/jobs/${subject}/shares`, headers, body);
  } catch (error) {
    if (!(error instanceof SymbolonError && error.code === "E4002")) throw error;
  }
}
