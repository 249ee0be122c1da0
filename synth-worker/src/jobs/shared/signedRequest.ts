import {
  digestOfBytes,
  RequestSignature,
  requestDomain,
  SIGNED_REQUEST_TYPES,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData, type Wallet } from "ethers";

/** How long a request may be on its way, in seconds; as much may the clocks of sender and receiver differ, either way. */
const VALID_SECONDS = 300;

/** What a request is for: the act and the order or dataset (decimal text) it is about. */
export type RequestScope = { readonly purpose: string; readonly subject: string };

/**
 * Headers that prove who sends these body bytes, for what and until when: EIP-712 SignedRequest under requestDomain(chainId).
 * The signature covers the body's sha256, so neither body nor purpose can be exchanged.
 */
export async function signRequest(
  wallet: Wallet,
  chainId: number,
  scope: RequestScope,
  body: Uint8Array = new Uint8Array(),
): Promise<Record<string, string>> {
  const expires = Math.floor(Date.now() / 1000) + VALID_SECONDS;
  const value = { ...scope, bodyDigest: digestOfBytes(body), expires };
  const signature = await wallet.signTypedData(requestDomain(chainId), SIGNED_REQUEST_TYPES, value);
  return {
    "x-symbolon-signer": wallet.address,
    "x-symbolon-purpose": scope.purpose,
    "x-symbolon-subject": scope.subject,
    "x-symbolon-expires": String(expires),
    "x-symbolon-signature": signature,
  };
}

/** The sender (lower case), and expiry with signature, which are kept beside a body that others will check later. */
export type VerifiedRequest = {
  readonly signer: `0x${string}`;
  readonly expires: number;
  readonly signature: string;
};

/** Checks the headers against the body. Throws E9004 for missing, expired, far-dated, foreign or false signatures. */
export function verifyRequest(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  chainId: number,
  scope: RequestScope,
  body: Uint8Array,
): VerifiedRequest {
  const refuse = (reason: string, cause?: unknown) =>
    new SymbolonError("E9004", { reason }, cause === undefined ? undefined : { cause });
  const parsed = RequestSignature.safeParse({
    signer: headers["x-symbolon-signer"],
    purpose: headers["x-symbolon-purpose"],
    subject: headers["x-symbolon-subject"],
    expires: Number(headers["x-symbolon-expires"]),
    signature: headers["x-symbolon-signature"],
  });
  if (!parsed.success) throw refuse("the signature headers are incomplete");
  const { signer, purpose, subject, expires, signature } = parsed.data;
  if (purpose !== scope.purpose || subject !== scope.subject)
    throw refuse("it was signed for something else");
  const now = Math.floor(Date.now() / 1000);
  const clocks = "compare the clocks of both machines";
  if (expires < now) throw refuse(`it expired ${now - expires} s ago; if it is a new one, ${clocks}`);
  if (expires > now + 2 * VALID_SECONDS)
    throw refuse(`it is valid for ${expires - now} s, which is too long; ${clocks}`);
  let actual: string;
  try {
    const value = { purpose, subject, bodyDigest: digestOfBytes(body), expires };
    actual = verifyTypedData(requestDomain(chainId), SIGNED_REQUEST_TYPES, value, signature);
  } catch (cause) {
    throw refuse("it is not a signature", cause);
  }
  if (actual.toLowerCase() !== signer.toLowerCase()) throw refuse("it is not by the sender");
  return { signer: actual.toLowerCase() as `0x${string}`, expires, signature };
}
