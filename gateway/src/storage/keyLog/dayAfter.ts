import { dayOf } from "./dayOf.ts";

/** The UTC day after one written as `2027-01-15`. */
export function dayAfter(day: string): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) / 1000 + 86_400);
}
