import type { ImageSet } from "./imageSet.ts";

/** How many images each class has, in the classes' sequence. */
export function classCounts({
  labels,
  classNames,
}: Pick<ImageSet, "labels" | "classNames">): readonly number[] {
  const counts = classNames.map(() => 0);
  for (const label of labels) counts[label]! += 1;
  return counts;
}
