/** What a node's GET /health said: ready for jobs, or not yet; whose it is. Or that no answer came. */
export type NodeHealth =
  | { readonly state: "ready" | "starting"; readonly account: string | null; readonly millis: number }
  | { readonly state: "silent" };

const PATIENCE_MILLIS = 5_000;

/**
 * Asks a node how it is. "silent" is no answer within 5 s, another answer than a node's, or a node that does not let this page's origin in
 * (its CORS_ORIGIN); a browser does not tell the first from the last.
 */
export async function fetchNodeHealth(endpoint: string): Promise<NodeHealth> {
  const started = performance.now();
  try {
    const response = await fetch(`${endpoint.replace(/\/$/, "")}/health`, {
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    const answer = (await response.json()) as { ready?: unknown; account?: unknown } | null;
    if (!response.ok || typeof answer?.ready !== "boolean") return { state: "silent" };
    return {
      state: answer.ready ? "ready" : "starting",
      account: typeof answer.account === "string" ? answer.account : null,
      millis: Math.round(performance.now() - started),
    };
  } catch {
    return { state: "silent" };
  }
}
