import type { Shared } from "../rss/shared.ts";

/** The same sharing on memory of its own. */
export function copyShared(x: Shared): Shared {
  return { own: x.own.slice(), next: x.next.slice() };
}
