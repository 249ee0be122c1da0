import { SymbolonError } from "@symbolon/protocol";

/** Where a storage node speaks Kubo's RPC API: `apiUrl` without /api/v0, bearer token for writes. */
export type KuboEndpoint = { readonly apiUrl: string; readonly token: string; readonly timeoutMs: number };

/**
 * One call of Kubo's RPC API. A connection that fails or times out is E5004; an answer that says no to a read is E5001 (Kubo uses 500 for
 * missing blocks) and to a write E5004 with the node's own words. Both may be tried again.
 */
export async function kuboRpc(
  endpoint: KuboEndpoint,
  command: string,
  query: Record<string, string>,
  body?: FormData,
): Promise<Response> {
  const url = `${endpoint.apiUrl.replace(/\/$/, "")}/api/v0/${command}?${new URLSearchParams(query)}`;
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${endpoint.token}` },
      signal: AbortSignal.timeout(endpoint.timeoutMs),
      ...(body === undefined ? {} : { body }),
    });
  } catch (cause) {
    throw new SymbolonError("E5004", { reason: transportReason(cause) }, { cause });
  }
  if (response.ok) return response;
  const text = await response.text().catch(() => "");
  if (response.status === 401 || response.status === 403)
    throw new SymbolonError("E5004", { reason: `it refuses the token (HTTP ${response.status})` });
  if (body === undefined && query.arg !== undefined)
    throw new SymbolonError("E5001", { cid: query.arg }, { cause: new Error(text.slice(0, 500)) });
  throw new SymbolonError("E5004", { reason: `HTTP ${response.status} ${text.slice(0, 200)}` });
}

/** Node's fetch hides the reason in `cause`. */
function transportReason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
}
