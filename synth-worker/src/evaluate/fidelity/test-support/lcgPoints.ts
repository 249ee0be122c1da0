import type { MixedPoints } from "../mixedPoints.ts";

/** `count` numbers in [0, 1) of the linear congruential generator that the golden values of synth.md part 3 were made with. */
export function lcg(seed: number, count = 500): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (1664525 * state + 1013904223) % 4294967296;
    return state / 4294967296;
  });
}

/** The golden samples X and Y, three columns of 500 numbers each. */
export function lcgPoints(): { x: MixedPoints; y: MixedPoints } {
  const sample = (seed: number, power: number, slope: number): MixedPoints => {
    const first = lcg(seed);
    const second = lcg(seed + 1).map((value) => value ** power);
    const third = lcg(seed + 2).map((value, row) => value + slope * first[row]!);
    return { rows: first.length, numbers: [first, second, third], codes: [] };
  };
  return { x: sample(1, 2, 0.3), y: sample(11, 1.8, 0.2) };
}
