import type { RingShared } from "../ring/ringShared.ts";

/** Shared vectors one after the other. */
export function joinShared(parts: readonly RingShared[]): RingShared {
  const join = (side: "own" | "next") => {
    const words = new BigUint64Array(parts.reduce((sum, part) => sum + part[side].length, 0));
    let at = 0;
    for (const part of parts) {
      words.set(part[side], at);
      at += part[side].length;
    }
    return words;
  };
  return { own: join("own"), next: join("next") };
}
