import { dayOf } from "./civilDay.ts";

/** How exactly a date is known. */
export type DatePrecision = "year" | "month" | "day" | "second";

/** A date as days since 1970-01-01; a month stands for its first day, a year for its first. `time` is wall-clock time "14:30:00". */
export type PartialDate = {
  readonly day: number;
  readonly time: string | null;
  readonly precision: DatePrecision;
};

const PATTERN =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?)?)?$/;

/**
 * Reads a FHIR date, dateTime or instant (FHIR R4, 2.24.0.1), or an SQL date or timestamp. The time is kept as the clock on the wall showed it; its zone is
 * dropped, so that an evening stays that day's evening. null for what is none, or a year outside 1800 to 2200.
 */
export function readDate(text: string): PartialDate | null {
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const [, year = "", month, date, hour, minute, second = "00"] = match;
  const day = dayOf(Number(year), Number(month ?? 1), Number(date ?? 1));
  if (day === null || Number(year) < 1800 || Number(year) > 2200) return null;
  if (hour === undefined)
    return {
      day,
      time: null,
      precision: date !== undefined ? "day" : month !== undefined ? "month" : "year",
    };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return { day, time: `${hour}:${minute}:${second}`, precision: "second" };
}
