import { GOLDEN } from "./golden.ts";

/**
 * Ranks of the first `count` terms of the golden-ratio sequence (phase + i * golden mod 2^32): a permutation of 0..count-1
 * in which every run of consecutive i is spread evenly over the ranks (Kronecker sequence; Niederreiter 1992,
 * chapter 3). `out` has at least `count` places.
 */
export function goldenRanks(count: number, phase: number, out: Uint32Array, scratch: Uint32Array): void {
  if (count === 1) {
    out[0] = 0;
    return;
  }
  // Bucket sort: the terms are so even that a bucket of average 1 never holds more than a few.
  const starts = scratch.subarray(0, count + 1);
  starts.fill(0);
  const width = 4294967296 / count;
  for (let i = 0, u = phase >>> 0; i < count; i++, u = (u + GOLDEN) >>> 0) {
    const bucket = Math.min(count - 1, Math.floor(u / width));
    starts[bucket + 1]!++;
  }
  for (let b = 0; b < count; b++) starts[b + 1]! += starts[b]!;
  const members = scratch.subarray(count + 1, 2 * count + 1);
  const filled = scratch.subarray(2 * count + 1, 3 * count + 1);
  filled.fill(0);
  for (let i = 0, u = phase >>> 0; i < count; i++, u = (u + GOLDEN) >>> 0) {
    const bucket = Math.min(count - 1, Math.floor(u / width));
    let place = starts[bucket]! + filled[bucket]!++;
    // Insertion within the bucket by value.
    while (place > starts[bucket]! && termOf(members[place - 1]!, phase) > u) {
      members[place] = members[place - 1]!;
      place--;
    }
    members[place] = i;
  }
  for (let rank = 0; rank < count; rank++) out[members[rank]!] = rank;
}

function termOf(i: number, phase: number): number {
  return (phase + Math.imul(i, GOLDEN)) >>> 0;
}
