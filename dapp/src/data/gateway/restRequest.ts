import { type ErrorCode, isErrorCode, SymbolonError } from "@symbolon/protocol";

/** What a REST request to the gateway may carry. */
export type RestInit = {
  readonly method?: "GET" | "PUT" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
};

/**
 * The JSON that the gateway of this page's origin answers on a REST path. Throws E6004 (retryable) when it does not answer, the gateway's own
 * error with its own words when it names one, E9001 for anything else.
 */
export async function restRequest(path: string, init: RestInit = {}): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new SymbolonError("E6004", { url: "The gateway", reason: "no connection" }, { cause });
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok && answer !== null) return answer;
  const { error } = (answer ?? {}) as { error?: { code?: unknown; what?: unknown; todo?: unknown } };
  const { code, what, todo } = error ?? {};
  if (typeof code === "string" && isErrorCode(code) && typeof what === "string" && typeof todo === "string")
    throw new SymbolonError(code as ErrorCode, {}, { received: { what, todo } });
  if (response.status >= 500)
    throw new SymbolonError("E6004", { url: "The gateway", reason: `status ${response.status}` });
  throw new SymbolonError("E9001", { reason: `status ${response.status}` });
}
