/** A day without a time zone, `YYYY-MM-DD`. */
export type CivilDate = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day on the calendar of an IANA time zone in which an instant (unix seconds) falls. Throws RangeError for an unknown zone. */
export function civilDateOf(atSeconds: number, timeZone: string): CivilDate {
  const { year, month, day } = wallClock(atSeconds, timeZone);
  return civilDate(year, month, day);
}

/**
 * First second (unix) of a day in a time zone. Where the clocks change at midnight and that hour does not exist, the first one that does.
 */
export function startOfDay(date: CivilDate, timeZone: string): number {
  const wanted = utcSeconds(date);
  const guess = wanted - offsetSeconds(wanted, timeZone);
  // The offset is that of the guess, which may lie on the other side of a change of clocks.
  return wanted - offsetSeconds(guess, timeZone);
}

/** The day `days` later (earlier when negative). */
export function addDays(date: CivilDate, days: number): CivilDate {
  return new Date((utcSeconds(date) + days * 86_400) * 1000).toISOString().slice(0, 10);
}

/** The day of the same number `months` later (earlier when negative), or that month's last day where it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const last = new Date(Date.UTC(toYear, toMonth, 0)).getUTCDate();
  return civilDate(toYear, toMonth, Math.min(day, last));
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(date: CivilDate): number {
  return new Date(utcSeconds(date) * 1000).getUTCDay();
}

function utcSeconds(date: CivilDate): number {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day) / 1000;
}

function partsOf(date: CivilDate): [number, number, number] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) throw new RangeError(`${date} is not YYYY-MM-DD`);
  return [Number(match[1]), Number(match[2]), Number(match[3])];
}

function civilDate(year: number, month: number, day: number): CivilDate {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function offsetSeconds(atSeconds: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(atSeconds, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - atSeconds;
}

function wallClock(atSeconds: number, timeZone: string) {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(atSeconds * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const of = (name: string) => parts[name] ?? 0;
  return {
    year: of("year"),
    month: of("month"),
    day: of("day"),
    hour: of("hour"),
    minute: of("minute"),
    second: of("second"),
  };
}
