import { dayText } from "./civilDay.ts";
import { isEndOf } from "./isEndOf.ts";
import { type PartialDate, readDate } from "./readDate.ts";

/** Reads dates of one person, moved. */
export type PersonDates = {
  /** A date; null when there is none or it cannot be read. A year or month is told by its first day. */
  date(text: string | undefined): PartialDate | null;
  /** The end that belongs to a start that was read here; null when there is none or it is before the start. It is never told before the start. */
  endOf(start: PartialDate, text: string | undefined): PartialDate | null;
};

/** Dates of a person whose dates move by `shiftDays` whole days. */
export function personDates(shiftDays: number): PersonDates {
  const moved = (date: PartialDate) => firstOf({ ...date, day: date.day + shiftDays });
  // A start that is a year or month keeps the day it was read with, so that ends are compared as they were written.
  const read = new WeakMap<PartialDate, PartialDate>();
  return {
    date(text) {
      const raw = text === undefined ? null : readDate(text);
      if (raw === null) return null;
      const date = moved(raw);
      read.set(date, raw);
      return date;
    },
    endOf(start, text) {
      const end = text === undefined ? null : readDate(text);
      const rawStart = read.get(start) ?? { ...start, day: start.day - shiftDays };
      if (end === null || !isEndOf(rawStart, end)) return null;
      const isSamePeriod = end.day < rawStart.day;
      const day = isSamePeriod ? start.day : Math.max(moved(end).day, start.day);
      return { ...end, day };
    },
  };
}

/** A year or month by its first day. */
function firstOf(date: PartialDate): PartialDate {
  if (date.precision === "day" || date.precision === "second") return date;
  const text = dayText(date.day);
  const first = readDate(date.precision === "year" ? text.slice(0, 4) : text.slice(0, 7));
  return first ?? date;
}
