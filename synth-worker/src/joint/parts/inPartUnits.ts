import type { MeasuredPart } from "./measuredPart.ts";
import { partShape } from "./partShape.ts";
import type { PartsPlan } from "./planParts.ts";

/** What was opened for a part, from its finer units to its own. Exact: the scale is a power of two. */
export function inPartUnits(plan: PartsPlan, part: MeasuredPart, numbers: readonly number[]): Float64Array {
  const { scale } = partShape(plan, part);
  return Float64Array.from(numbers, (number) => number / scale);
}
