import type { Hex } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import type { OrderHistory } from "./readHistory.ts";

/** What this process remembers of an order: where its log begins, and its history with the two chain words that it was checked against. */
export type CachedOrder = {
  readonly placedBlock: number;
  readonly checked: { readonly market: Hex; readonly job: Hex; readonly history: OrderHistory } | null;
};

/** Orders remembered; the oldest is dropped first and read again from the deployment's first block when needed. */
const CAPACITY = 2000;
const caches = new WeakMap<Chain, Map<bigint, CachedOrder>>();

/** What is remembered of an order, or undefined. */
export function recallOrder(chain: Chain, orderId: bigint): CachedOrder | undefined {
  return caches.get(chain)?.get(orderId);
}

/** Remembers an order; null forgets it. */
export function rememberOrder(chain: Chain, orderId: bigint, order: CachedOrder | null): void {
  const cache = caches.get(chain) ?? new Map<bigint, CachedOrder>();
  caches.set(chain, cache);
  cache.delete(orderId);
  if (order !== null) cache.set(orderId, order);
  for (const oldest of cache.keys()) {
    if (cache.size <= CAPACITY) break;
    cache.delete(oldest);
  }
}
