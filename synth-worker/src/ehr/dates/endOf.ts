import { dayText } from "./civilDay.ts";
import type { PartialDate } from "./readDate.ts";

const LENGTHS = { year: 4, month: 7, day: 10, second: 10 } as const;

/**
 * The end that belongs to a start: null when there is none or it is before the start. An end known as a year or month only, the start's own, is put on the
 * start's day.
 */
export function endOf(start: PartialDate, end: PartialDate | null): PartialDate | null {
  if (end === null) return null;
  if (end.day > start.day) return end;
  if (end.day === start.day)
    return end.time !== null && start.time !== null && end.time < start.time ? null : end;
  const length = LENGTHS[end.precision];
  const isSamePeriod = dayText(end.day).slice(0, length) === dayText(start.day).slice(0, length);
  return isSamePeriod ? { ...end, day: start.day } : null;
}
