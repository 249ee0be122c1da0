import { dayText } from "./civilDay.ts";
import type { PartialDate } from "./readDate.ts";

/** A date as OMOP's date column has it. */
export function omopDate(date: PartialDate): string {
  return dayText(date.day);
}

/** A date as OMOP's date-time column has it; undefined when no time is known, so that midnight is never made up. */
export function omopDatetime(date: PartialDate | null): string | undefined {
  return date === null || date.time === null ? undefined : `${dayText(date.day)}T${date.time}`;
}
