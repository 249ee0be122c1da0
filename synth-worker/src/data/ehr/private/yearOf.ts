const MS_PER_DAY = 86_400_000;

/** The calendar year of a day since 1970-01-01. */
export function yearOf(day: number): number {
  return new Date(day * MS_PER_DAY).getUTCFullYear();
}
