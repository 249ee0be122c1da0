import { deterministicLog } from "../math/deterministicLog.ts";

/**
 * Numbers from N(0, 1) of a public stream's words, by Marsaglia's polar method (SIAM Review 6, 1964): the same on every machine, to 32 bits a
 * coordinate. Not for noise that protects somebody.
 */
export function normalStream(stream: { nextUint32(): number }): () => number {
  let spare: number | undefined;
  const coordinate = (): number => (stream.nextUint32() + 0.5) / 2147483648 - 1;
  return () => {
    if (spare !== undefined) {
      const out = spare;
      spare = undefined;
      return out;
    }
    for (;;) {
      const x = coordinate();
      const y = coordinate();
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const stretch = Math.sqrt((-2 * deterministicLog(square)) / square);
      spare = y * stretch;
      return x * stretch;
    }
  };
}
