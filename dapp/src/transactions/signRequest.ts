import { digestOfBytes, type Hex, requestDomain, SIGNED_REQUEST_TYPES } from "@symbolon/protocol";
import type { Config } from "wagmi";
import { signTypedData } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";

const VALID_SECONDS = 300;

/**
 * Headers of a request that this account signs (EIP-712 SignedRequest): what it is for, which order or dataset it is about, and the sha256 of its body.
 * Good for five minutes.
 */
export async function signRequest(
  config: Config,
  { chainId }: GatewayDeployment,
  account: Hex,
  request: { readonly purpose: string; readonly subject: string; readonly body: Uint8Array },
): Promise<Record<string, string>> {
  const { purpose, subject, body } = request;
  const expires = BigInt(Math.floor(Date.now() / 1000) + VALID_SECONDS);
  const signature = await signTypedData(config, {
    account,
    domain: requestDomain(chainId),
    types: SIGNED_REQUEST_TYPES,
    primaryType: "SignedRequest",
    message: { purpose, subject, bodyDigest: digestOfBytes(body), expires },
  });
  return {
    "x-symbolon-signer": account,
    "x-symbolon-purpose": purpose,
    "x-symbolon-subject": subject,
    "x-symbolon-expires": expires.toString(),
    "x-symbolon-signature": signature,
  };
}
