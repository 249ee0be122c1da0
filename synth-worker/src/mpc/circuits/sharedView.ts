import type { Shared } from "../rss/shared.ts";

/** Words [from, to) of a sharing, on the same memory. */
export function sharedView(x: Shared, from: number, to: number): Shared {
  return { own: x.own.subarray(from, to), next: x.next.subarray(from, to) };
}
