import { deterministicLog } from "../../math/deterministicLog.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";

/**
 * Standard normal numbers from a public seed of 32 bytes, by the polar method (Marsaglia and Bray 1964): the same on every
 * machine. For simulating noise in a report; never for protecting anybody.
 */
export function normalStream(seed: Uint8Array, purpose: string): () => number {
  const stream = fastStream(keystream(seed, purpose));
  let spare = Number.NaN;
  return () => {
    if (!Number.isNaN(spare)) {
      const out = spare;
      spare = Number.NaN;
      return out;
    }
    for (;;) {
      const x = (stream.nextUint32() + 0.5) / 2147483648 - 1;
      const y = (stream.nextUint32() + 0.5) / 2147483648 - 1;
      const square = x * x + y * y;
      if (square >= 1) continue;
      const factor = Math.sqrt((-2 * deterministicLog(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
}
