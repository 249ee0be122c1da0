import { addDays, addMonths, type CivilDate, civilDateOf, startOfDay, weekdayOf } from "./civilDate.ts";

/** Where an authority sits in time: its IANA time zone and its public holidays (`YYYY-MM-DD`). */
export type OfficeCalendar = { readonly timeZone: string; readonly holidays: readonly string[] };

/** A length of time as laws give it. */
export type Period =
  | { readonly months: number }
  | { readonly weeks: number }
  | { readonly workingDays: number };

/**
 * End of a period that an event starts, as the first second (unix) after its last day: what happens before it is in time. The day of the
 * event does not count; a period in months ends on the day of the same number, or on the month's last day; an end on a Saturday, Sunday or
 * public holiday moves to the next working day (Regulation (EEC, Euratom) No 1182/71 Art. 3). Throws RangeError unless the length is a
 * positive whole number.
 */
export function periodEnd(startSeconds: number, period: Period, calendar: OfficeCalendar): number {
  const length = "months" in period ? period.months : "weeks" in period ? period.weeks : period.workingDays;
  if (!Number.isInteger(length) || length < 1) throw new RangeError("a period has a positive whole length");
  const start = civilDateOf(startSeconds, calendar.timeZone);
  let last =
    "months" in period ? addMonths(start, length) : addDays(start, "weeks" in period ? 7 * length : 0);
  if ("workingDays" in period)
    for (let counted = 0; counted < length; counted++) last = nextWorkingDay(addDays(last, 1), calendar);
  else last = nextWorkingDay(last, calendar);
  return startOfDay(addDays(last, 1), calendar.timeZone);
}

/**
 * Until when something is done "at least `months` before" an instant: the first second (unix) after the day of the same number that many
 * months earlier. Counted backwards, so no weekend moves it (Regulation (EEC, Euratom) No 1182/71 Art. 3(4)).
 */
export function monthsBefore(atSeconds: number, months: number, calendar: OfficeCalendar): number {
  const day = addMonths(civilDateOf(atSeconds, calendar.timeZone), -months);
  return startOfDay(addDays(day, 1), calendar.timeZone);
}

function nextWorkingDay(from: CivilDate, { holidays }: OfficeCalendar): CivilDate {
  let day = from;
  while (weekdayOf(day) === 0 || weekdayOf(day) === 6 || holidays.includes(day)) day = addDays(day, 1);
  return day;
}
