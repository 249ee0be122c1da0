import type { IncomingHttpHeaders } from "node:http";
import {
  digestOfBytes,
  type Hex,
  RequestSignature,
  requestDomain,
  SIGNED_REQUEST_TYPES,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";

/** A signature may not be valid for longer than this from now, in seconds. */
const MAX_LIFETIME_SECONDS = 600;

/** What the receiver expects to have been signed. `now` is unix seconds. */
export type ExpectedRequest = {
  readonly chainId: number;
  readonly purpose: string;
  readonly subject: string;
  readonly body: Uint8Array;
  readonly now: number;
};

/**
 * Checks the five x-symbolon-* headers against what was to be signed (EIP-712 SignedRequest under requestDomain(chainId)) and gives the
 * signer in lower case. The body's digest is computed here, so a signature covers exactly these bytes. Throws E9004 when a header is
 * missing or malformed, when purpose or subject differ, when the signature has run out or would last more than 10 minutes, and when
 * it is not by the named account.
 */
export function verifySignedRequest(headers: IncomingHttpHeaders, expected: ExpectedRequest): Hex {
  const parsed = RequestSignature.safeParse({
    signer: headers["x-symbolon-signer"],
    purpose: headers["x-symbolon-purpose"],
    subject: headers["x-symbolon-subject"],
    expires: decimalNumber(headers["x-symbolon-expires"]),
    signature: headers["x-symbolon-signature"],
  });
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "signature");
    throw refused(`header x-symbolon-${field} is missing or malformed`);
  }
  const { signer, purpose, subject, expires, signature } = parsed.data;
  if (purpose !== expected.purpose) throw refused(`its purpose is not "${expected.purpose}"`);
  if (subject !== expected.subject) throw refused(`its subject is not "${expected.subject}"`);
  if (expires <= expected.now) throw refused("it has run out");
  if (expires > expected.now + MAX_LIFETIME_SECONDS)
    throw refused(`it is valid for more than ${MAX_LIFETIME_SECONDS} seconds`);
  let recovered: string;
  try {
    recovered = verifyTypedData(
      requestDomain(expected.chainId),
      SIGNED_REQUEST_TYPES,
      { purpose, subject, bodyDigest: digestOfBytes(expected.body), expires },
      signature,
    );
  } catch (cause) {
    throw refused("it is not a signature", cause);
  }
  if (recovered.toLowerCase() !== signer.toLowerCase())
    throw refused("it is by another account, chain or body");
  return signer.toLowerCase() as Hex;
}

function decimalNumber(header: string | string[] | undefined): number | undefined {
  return typeof header === "string" && /^\d{1,12}$/.test(header) ? Number(header) : undefined;
}

function refused(reason: string, cause?: unknown): SymbolonError {
  return new SymbolonError("E9004", { reason }, { cause });
}
