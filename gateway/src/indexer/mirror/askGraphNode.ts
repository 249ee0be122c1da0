import { SymbolonError } from "@symbolon/protocol";

/** Asks a Graph Node's query endpoint; the data of the answer. */
export type AskGraphNode = (
  query: string,
  variables: Record<string, unknown>,
) => Promise<Record<string, unknown>>;

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** An asker of `url`. Rejects with E6004 (retry) when it does not answer within 30 s, answers with errors, or with no JSON, or with more than 64 MiB. */
export function createGraphNodeAsker(url: string): AskGraphNode {
  return async (query, variables) => {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (Number(response.headers.get("content-length") ?? 0) > MAX_BYTES)
        throw new Error("too large an answer");
      const answer = (await response.json()) as {
        data?: Record<string, unknown> | null;
        errors?: readonly { readonly message: string }[];
      };
      if (answer.errors !== undefined || answer.data == null)
        throw new Error(answer.errors?.[0]?.message ?? `status ${response.status}`);
      return answer.data;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message.slice(0, 200) : "no answer";
      throw new SymbolonError("E6004", { url: new URL(url).origin, reason }, { cause });
    }
  };
}
