import { checkPlanes } from "./checkPlanes.ts";
import type { Planes } from "./planes.ts";
import { zeroShared } from "./zeroShared.ts";

/**
 * The same numbers in `width` planes: with zeros above (unsigned) or with copies of the top plane (two's complement). Linear; planes are
 * shared with the input. Throws RangeError when the width is smaller than the numbers': nothing is ever cut off silently.
 */
export function extendPlanes(planes: Planes, width: number, kind: "unsigned" | "signed"): Planes {
  const words = checkPlanes(planes);
  if (!(width >= planes.length)) throw new RangeError(`${planes.length} planes do not fit ${width}`);
  const above = kind === "signed" ? planes.at(-1)! : zeroShared(words);
  return [...planes, ...Array.from({ length: width - planes.length }, () => above)];
}
