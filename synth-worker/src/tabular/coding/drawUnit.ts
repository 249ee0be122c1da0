import type { Keystream } from "../../random/keystream.ts";
import { SLOPE_UNIT } from "./binSlopes.ts";

/**
 * A unit from `low` to `end` - 1 whose density rises (slope > 0) or falls linearly: with probability |slope| the greater or lesser of
 * two uniform draws, else one uniform draw. That mixture is exactly f(t) = 1 + s (2t - 1), with integers only. One unit: no draw.
 */
export function drawUnit(stream: Keystream, low: number, end: number, slope: number): number {
  const width = end - low;
  if (width <= 1) return low;
  if (slope === 0) return low + drawBelow(stream, width);
  const steep = slope < 0 ? -slope : slope;
  if (stream.nextUint32() % SLOPE_UNIT >= steep) return low + drawBelow(stream, width);
  const a = drawBelow(stream, width);
  const b = drawBelow(stream, width);
  return low + (slope > 0 ? Math.max(a, b) : Math.min(a, b));
}

/** A uniform integer in [0, n) for 1 <= n <= 2^52; the keystream's own goes to 2^32. */
function drawBelow(stream: Keystream, n: number): number {
  if (n <= 4294967296) return stream.nextBelow(n);
  const high = Math.floor((n - 1) / 4294967296) + 1;
  for (;;) {
    const value = stream.nextBelow(high) * 4294967296 + stream.nextUint32();
    if (value < n) return value;
  }
}
