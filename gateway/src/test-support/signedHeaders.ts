import { digestOfBytes, requestDomain, SIGNED_REQUEST_TYPES } from "@symbolon/protocol";
import type { Wallet } from "ethers";

/** What a test signs; left out parts are those of a correct download request for order 1. */
export type SignedParts = {
  readonly chainId?: number;
  readonly purpose?: string;
  readonly subject?: string;
  readonly expires?: number;
  readonly body?: string;
};

/** Headers of a signed request, as a client makes them. The test gateway's clock stands at 1,800,000,000. */
export async function signedHeaders(
  wallet: Wallet,
  parts: SignedParts = {},
): Promise<Record<string, string>> {
  const { chainId = 31_337, purpose = "download", subject = "1", expires = 1_800_000_300, body = "" } = parts;
  const signature = await wallet.signTypedData(requestDomain(chainId), SIGNED_REQUEST_TYPES, {
    purpose,
    subject,
    bodyDigest: digestOfBytes(new TextEncoder().encode(body)),
    expires,
  });
  return {
    "x-symbolon-signer": wallet.address,
    "x-symbolon-purpose": purpose,
    "x-symbolon-subject": subject,
    "x-symbolon-expires": String(expires),
    "x-symbolon-signature": signature,
  };
}
