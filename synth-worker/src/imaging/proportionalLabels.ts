import { classCounts } from "./classCounts.ts";
import type { ImageSet } from "./imageSet.ts";

/** `count` labels in the proportions of `images`, class after class, by largest remainders: what a file like them holds. Tells the classes' shares. */
export function proportionalLabels(images: ImageSet, count: number): Uint16Array {
  const exact = classCounts(images).map((own) => (count * own) / images.count);
  const counts = exact.map(Math.floor);
  const order = exact
    .map((value, label) => [value - counts[label]!, label] as const)
    .sort(([a], [b]) => b - a);
  const rest = count - counts.reduce((sum, own) => sum + own, 0);
  for (const [, label] of order.slice(0, rest)) counts[label]! += 1;
  return Uint16Array.from(counts.flatMap((own, label) => new Array<number>(own).fill(label)));
}
