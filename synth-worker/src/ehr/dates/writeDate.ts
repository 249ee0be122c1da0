import { dayText } from "./civilDay.ts";
import type { PartialDate } from "./readDate.ts";

const LENGTHS = { year: 4, month: 7, day: 10 } as const;

/** A date as FHIR writes it, no more exactly than it is known. Wall-clock times are given the zone Z, because FHIR demands one. */
export function writeDate({ day, time, precision }: PartialDate): string {
  const date = dayText(day);
  return precision === "second" ? `${date}T${time ?? "00:00:00"}Z` : date.slice(0, LENGTHS[precision]);
}
