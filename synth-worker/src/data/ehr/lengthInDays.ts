import { readDate } from "../../ehr/dates/readDate.ts";
import type { AnyOmopRow } from "../../ehr/omop/omopTables.ts";
import type { ModelledTable } from "./modelledOmop.ts";

/** Days from a row's start to its end, at least 0; NaN for a row, or a table, without an end. */
export function lengthInDays(row: AnyOmopRow, { start, end }: ModelledTable): number {
  const dayOf = (cell: AnyOmopRow[string]) => readDate(String(cell ?? ""))?.day ?? Number.NaN;
  return end === null ? Number.NaN : Math.max(0, dayOf(row[end]) - dayOf(row[start]));
}
