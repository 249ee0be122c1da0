import type { Shared } from "../rss/shared.ts";
import { zeroShared } from "./zeroShared.ts";

/** Sharings one after the other, as one: what is to be worked on in one round. */
export function joinShared(parts: readonly Shared[]): Shared {
  const out = zeroShared(parts.reduce((sum, { own }) => sum + own.length, 0));
  let at = 0;
  for (const { own, next } of parts) {
    out.own.set(own, at);
    out.next.set(next, at);
    at += own.length;
  }
  return out;
}
