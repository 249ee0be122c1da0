import type { Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { signRequest } from "./signRequest.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the buyer reads before signing. */
export function describeDownload(orderId: string): TransactionText {
  return {
    title: `Show that order ${orderId} is yours`,
    facts: [{ label: "Valid for", value: "5 minutes" }],
    note: "This signature moves no money and costs no fee.",
  };
}

/** Headers of a signed download request (purpose "download", subject the order id, no body), good for both the key and the file. */
export function signDownload(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  orderId: string,
): Promise<Record<string, string>> {
  return signRequest(config, deployment, account, {
    purpose: "download",
    subject: orderId,
    body: new Uint8Array(),
  });
}
