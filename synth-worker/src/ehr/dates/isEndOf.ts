import { dayText } from "./civilDay.ts";
import type { PartialDate } from "./readDate.ts";

const LENGTHS = { year: 4, month: 7, day: 10, second: 10 } as const;

/**
 * Whether an end can belong to a start: it is not before it, or it is known as a year or month only and that is the start's own. Compare dates that nothing
 * has moved: a shift may part a day from its month.
 */
export function isEndOf(start: PartialDate, end: PartialDate): boolean {
  if (end.day === start.day) return end.time === null || start.time === null || end.time >= start.time;
  if (end.day > start.day) return true;
  const length = LENGTHS[end.precision];
  return dayText(end.day).slice(0, length) === dayText(start.day).slice(0, length);
}
