import { readDate } from "../dates/readDate.ts";
import { writeDate } from "../dates/writeDate.ts";

/** OMOP's date, or date-time where there is one, as FHIR writes it; `precision` is the word of a precision fact, "year" or "month". */
export function writeWhen(date: string, datetime: string | undefined, precision?: string): string {
  const read = readDate(datetime ?? date);
  if (read === null) return date;
  return writeDate(precision === "year" || precision === "month" ? { ...read, time: null, precision } : read);
}
