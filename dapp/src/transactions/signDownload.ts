import { digestOfBytes, type Hex, requestDomain, SIGNED_REQUEST_TYPES } from "@symbolon/protocol";
import type { Config } from "wagmi";
import { signTypedData } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import type { TransactionText } from "./transactionText.ts";

const VALID_SECONDS = 300;

/** What the buyer reads before signing. */
export function describeDownload(orderId: string): TransactionText {
  return {
    title: `Show that order ${orderId} is yours`,
    facts: [{ label: "Valid for", value: "5 minutes" }],
    note: "This signature moves no money and costs no fee.",
  };
}

/**
 * Headers of a signed download request (EIP-712 SignedRequest, purpose "download", subject the order id, no body),
 * good for both the key and the file.
 */
export async function signDownload(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  orderId: string,
): Promise<Record<string, string>> {
  const { chainId } = deployment;
  const message = {
    purpose: "download",
    subject: orderId,
    bodyDigest: digestOfBytes(new Uint8Array()),
    expires: BigInt(Math.floor(Date.now() / 1000) + VALID_SECONDS),
  } as const;
  const signature = await signTypedData(config, {
    account,
    domain: requestDomain(chainId),
    types: SIGNED_REQUEST_TYPES,
    primaryType: "SignedRequest",
    message,
  });
  return {
    "x-symbolon-signer": account,
    "x-symbolon-purpose": message.purpose,
    "x-symbolon-subject": message.subject,
    "x-symbolon-expires": message.expires.toString(),
    "x-symbolon-signature": signature,
  };
}
