import { isErrorCode, SymbolonError } from "@symbolon/protocol";

/** Answers of whoever stands before the gateway that say "later" and not "no". */
const LATER = [408, 429];

/**
 * A REST answer that is not 2xx as an error: the one that the gateway names, in the gateway's own words; without one E9002 where a signature was refused,
 * E6004 (retryable) for an answer that says "later", E9001 for anything else.
 */
export async function gatewayRefusal(response: Response): Promise<SymbolonError> {
  const { status } = response;
  const answer: unknown = await response.json().catch(() => null);
  const { error } = (answer ?? {}) as {
    error?: { code?: unknown; what?: unknown; todo?: unknown; details?: Record<string, string> };
  };
  const { code, what, todo, details } = error ?? {};
  if (typeof code === "string" && isErrorCode(code) && typeof what === "string" && typeof todo === "string")
    return new SymbolonError(code, details ?? {}, { received: { what, todo } });
  if (status === 401 || status === 403)
    return new SymbolonError("E9002", { reason: "the signature was refused" });
  if (status >= 500 || LATER.includes(status))
    return new SymbolonError("E6004", { url: "The gateway", reason: `status ${status}` });
  return new SymbolonError("E9001", { reason: `status ${status}` });
}
