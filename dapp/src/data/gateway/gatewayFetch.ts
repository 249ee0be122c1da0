import { SymbolonError } from "@symbolon/protocol";

/** Sends a request to the gateway of this page's origin. Throws E6004 (retryable) without connection, and what ended it where `signal` did. */
export async function gatewayFetch(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new SymbolonError("E6004", { url: "The gateway", reason: "no connection" }, { cause });
  }
}
