import { SymbolonError } from "@symbolon/protocol";

/** Talks to one gateway. */
export type GatewayClient = {
  readonly url: string;
  /** Runs a GraphQL operation; throws E6004 when unreachable, E9001 for an answer with errors. */
  query<T>(operation: string, variables?: Record<string, unknown>): Promise<T>;
  /** GET of a path; the caller looks at the status. */
  get(path: string, headers?: Record<string, string>): Promise<Response>;
};

/** A client for the gateway at `url` (no trailing slash needed). */
export function gatewayClient(url: string): GatewayClient {
  const base = url.replace(/\/$/, "");
  const reach = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(`${base}${path}`, init);
    } catch (cause) {
      throw new SymbolonError("E6004", { url: base, reason: reasonOf(cause) }, { cause });
    }
  };
  return {
    url: base,
    async query<T>(operation: string, variables: Record<string, unknown> = {}) {
      const response = await reach("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ query: operation, variables }),
      });
      const answer = (await response.json().catch(() => null)) as {
        data?: T;
        errors?: { message: string }[];
      } | null;
      if (answer === null || answer.data === undefined || answer.errors !== undefined) {
        throw new SymbolonError("E9001", {
          reason: answer?.errors?.[0]?.message ?? `HTTP ${response.status}`,
        });
      }
      return answer.data;
    },
    get: (path, headers = {}) => reach(path, { headers }),
  };
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error ? (cause.cause ?? cause) : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
