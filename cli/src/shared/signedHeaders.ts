import { digestOfBytes, requestDomain, SIGNED_REQUEST_TYPES } from "@symbolon/protocol";
import type { Wallet } from "ethers";

const VALID_SECONDS = 300;

/** Headers that prove to a gateway who asks: EIP-712 SignedRequest with an empty body, valid for five minutes. */
export async function signedHeaders(
  account: Wallet,
  chainId: number,
  purpose: string,
  subject: string,
): Promise<Record<string, string>> {
  const expires = Math.floor(Date.now() / 1000) + VALID_SECONDS;
  const value = { purpose, subject, bodyDigest: digestOfBytes(new Uint8Array()), expires };
  const signature = await account.signTypedData(requestDomain(chainId), SIGNED_REQUEST_TYPES, value);
  return {
    "x-symbolon-signer": account.address,
    "x-symbolon-purpose": purpose,
    "x-symbolon-subject": subject,
    "x-symbolon-expires": String(expires),
    "x-symbolon-signature": signature,
  };
}
