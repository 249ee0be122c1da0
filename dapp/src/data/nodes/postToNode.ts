import { CATALOGUE, type ErrorCode, SymbolonError } from "@symbolon/protocol";

/**
 * Sends signed bytes to a node of a job. Throws the catalogued error that the node answered with, else E6004: no answer, or a node that does
 * not let this page's origin in (its CORS_ORIGIN), which a browser does not tell apart.
 */
export async function postToNode(
  url: string,
  headers: Record<string, string>,
  body: Uint8Array<ArrayBuffer>,
): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
      credentials: "omit",
      cache: "no-store",
    });
  } catch (cause) {
    const reason = `no answer; it may not take requests from pages of ${location.origin}`;
    throw new SymbolonError("E6004", { url, reason }, { cause });
  }
  if (response.ok) return;
  const answer: unknown = await response.json().catch(() => null);
  const error = (answer as { error?: { code?: unknown; details?: Record<string, string> } } | null)?.error;
  if (typeof error?.code === "string" && error.code in CATALOGUE)
    throw new SymbolonError(error.code as ErrorCode, error.details ?? {});
  throw new SymbolonError("E6004", { url, reason: `status ${response.status}` });
}
