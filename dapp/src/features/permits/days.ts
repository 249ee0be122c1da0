const DAY_SECONDS = 86_400;

/** Unix seconds -> the day in UTC, `YYYY-MM-DD`, as a date field takes it. */
export function dayOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** First second of a day, unix, UTC. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}

/** Last second of a day, unix, UTC. */
export function dayEnd(day: string): number {
  return dayStart(day) + DAY_SECONDS - 1;
}
