import { SymbolonError } from "@symbolon/protocol";
import { gatewayFetch } from "./gatewayFetch.ts";
import { gatewayRefusal } from "./gatewayRefusal.ts";

/** What a REST request to the gateway may carry. */
export type RestInit = {
  readonly method?: "GET" | "PUT" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly cache?: "no-store";
  readonly signal?: AbortSignal;
};

/**
 * The JSON that the gateway of this page's origin answers on a REST path. Throws what gatewayFetch throws, what gatewayRefusal makes of an answer that is
 * not 2xx, and E9001 for one that is no JSON.
 */
export async function restRequest(path: string, init: RestInit = {}): Promise<unknown> {
  const response = await gatewayFetch(path, init);
  if (!response.ok) throw await gatewayRefusal(response);
  const answer: unknown = await response.json().catch(() => null);
  if (answer === null) throw new SymbolonError("E9001", { reason: "an answer that is no JSON" });
  return answer;
}
