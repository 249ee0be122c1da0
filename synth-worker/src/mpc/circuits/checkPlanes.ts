import type { Planes } from "./planes.ts";

/** Words per plane of numbers with at least one plane. Throws RangeError for no planes or planes of different lengths. */
export function checkPlanes(...numbers: readonly Planes[]): number {
  const words = numbers[0]?.[0]?.own.length;
  if (words === undefined) throw new RangeError("numbers without planes");
  for (const planes of numbers)
    for (const plane of planes)
      if (plane.own.length !== words || plane.next.length !== words)
        throw new RangeError(`a plane of ${plane.own.length} words beside one of ${words}`);
  return words;
}
