const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of a calendar date (proleptic Gregorian); null when the calendar has no such day. */
export function dayOf(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC reads years below 100 as 19xx.
  if (year < 100 || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.getTime() / MS_PER_DAY;
}

/** Texts of days that were asked for; a few centuries have some 100,000. */
const texts = new Map<number, string>();

/** A day number as "2021-05-09". */
export function dayText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}
