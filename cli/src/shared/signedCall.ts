import {
  canonicalJson,
  digestOfBytes,
  isErrorCode,
  requestDomain,
  SIGNED_REQUEST_TYPES,
  SymbolonError,
} from "@symbolon/protocol";
import type { Wallet } from "ethers";

const VALID_SECONDS = 300;

/** A signed request to a gateway: what is done (`purpose`) to what (`subject`), with which body; no value, no body. */
export type SignedCall = {
  readonly url: string;
  readonly chainId: number;
  readonly account: Wallet;
  readonly method: "GET" | "PUT" | "POST";
  readonly path: string;
  readonly purpose: string;
  readonly subject: string;
  readonly value?: unknown;
};

/** Signs (EIP-712 SignedRequest over the canonical body), sends, and gives the JSON answer. Throws E6004, and what the gateway answered. */
export async function signedCall<T>(call: SignedCall): Promise<T> {
  const { url, chainId, account, method, path, purpose, subject, value } = call;
  const body = value === undefined ? "" : canonicalJson(value);
  const expires = Math.floor(Date.now() / 1000) + VALID_SECONDS;
  const bodyDigest = digestOfBytes(new TextEncoder().encode(body));
  const signature = await account.signTypedData(requestDomain(chainId), SIGNED_REQUEST_TYPES, {
    purpose,
    subject,
    bodyDigest,
    expires,
  });
  const headers = {
    "x-symbolon-signer": account.address,
    "x-symbolon-purpose": purpose,
    "x-symbolon-subject": subject,
    "x-symbolon-expires": String(expires),
    "x-symbolon-signature": signature,
  };
  const init = { method, headers, ...(body === "" ? {} : { body }) };
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, init);
  } catch (cause) {
    throw new SymbolonError("E6004", { url, reason: String(cause) }, { cause });
  }
  return answerOf<T>(response);
}

/** The JSON of an answer. Throws what the gateway says went wrong, E9001 when that cannot be read. */
export async function answerOf<T>(response: Response): Promise<T> {
  const answer = (await response.json().catch(() => null)) as
    | (T & { error?: { code?: string; what?: string; todo?: string } })
    | null;
  if (response.ok && answer !== null) return answer;
  const { code, what, todo } = answer?.error ?? {};
  if (code !== undefined && isErrorCode(code) && what !== undefined && todo !== undefined)
    throw new SymbolonError(code, {}, { received: { what, todo } });
  throw new SymbolonError("E9001", { reason: `HTTP ${response.status}` });
}
