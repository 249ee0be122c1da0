import type { Planes } from "./planes.ts";

/**
 * Lanes in another order: lane j of the result is lane source[j] of the input, or 0 where source[j] is -1; a lane may be used many times.
 * Linear: no traffic. `words` (default: just enough) is the length of the resulting planes. Throws RangeError for a lane there is not.
 */
export function permuteLanes(
  planes: Planes,
  source: Int32Array,
  words = Math.ceil(source.length / 32),
): Planes {
  const lanes = 32 * (planes[0]?.own.length ?? 0);
  if (source.length > 32 * words) throw new RangeError(`${source.length} lanes in ${words} words`);
  for (const lane of source)
    if (!(lane >= -1 && lane < lanes)) throw new RangeError(`there is no lane ${lane}`);
  return planes.map(({ own, next }) => ({ own: move(own, source, words), next: move(next, source, words) }));
}

function move(from: Uint32Array, source: Int32Array, words: number): Uint32Array {
  const to = new Uint32Array(words);
  for (let j = 0; j < source.length; j++) {
    const lane = source[j]!;
    if (lane >= 0) to[j >>> 5]! |= ((from[lane >>> 5]! >>> (lane & 31)) & 1) << (j & 31);
  }
  return to;
}
