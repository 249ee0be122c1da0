import {
  CATALOGUE,
  digestOfBytes,
  type ErrorCode,
  KeyRelease,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";

/** Encrypted result of an order and the record that releases its key. */
export type SealedResult = { readonly release: KeyRelease; readonly ciphertext: Uint8Array<ArrayBuffer> };

/**
 * Fetches key record and ciphertext of an order with signed headers and checks the ciphertext's hash.
 * Throws the gateway's coded refusal, E6004 without connection, E5002 when the bytes are not the pinned ones.
 */
export async function fetchResult(orderId: string, headers: Record<string, string>): Promise<SealedResult> {
  const [keyResponse, fileResponse] = await Promise.all([
    get(`/orders/${orderId}/key`, headers, orderId),
    get(`/orders/${orderId}/file`, headers, orderId),
  ]);
  const release = parseDocument(KeyRelease, await keyResponse.json(), "key release");
  const ciphertext = new Uint8Array(await fileResponse.arrayBuffer());
  if (digestOfBytes(ciphertext) !== release.ciphertextHash)
    throw new SymbolonError("E5002", { cid: release.cid });
  return { release, ciphertext };
}

async function get(path: string, headers: Record<string, string>, orderId: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { headers, cache: "no-store" });
  } catch (cause) {
    throw new SymbolonError("E6004", { url: "The gateway", reason: "no connection" }, { cause });
  }
  if (response.ok) return response;
  throw refusal(await response.json().catch(() => null), response.status, orderId);
}

/** The gateway's error body, plain or under `error`, as the catalogued error it names. */
function refusal(body: unknown, status: number, orderId: string): SymbolonError {
  const outer = body as { code?: unknown; error?: unknown } | null;
  const error = (outer?.code === undefined ? outer?.error : outer) as
    | { code?: unknown; what?: unknown; details?: Record<string, string> }
    | null
    | undefined;
  const code = error?.code;
  if (typeof code === "string" && code in CATALOGUE)
    return new SymbolonError(code as ErrorCode, {
      orderId,
      reason: typeof error?.what === "string" ? error.what : "refused",
      ...error?.details,
    });
  if (status === 401 || status === 403)
    return new SymbolonError("E9002", { reason: "the signature was refused" });
  if (status === 404)
    return new SymbolonError("E5005", { orderId, reason: "the gateway does not have it yet" });
  return new SymbolonError("E6004", { url: "The gateway", reason: `status ${status}` });
}
