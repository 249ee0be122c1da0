import type { MixedTable } from "../../math/mixedTable.ts";
import { columnPlace } from "./columnPlace.ts";
import { isMissing } from "./isMissing.ts";

/** A time column, the column that says whether the event was seen at that time, and its level (or number) for yes. */
export type SurvivalPair = { readonly time: string; readonly event: string; readonly positive: string };

/** Records with follow-up: their rows in the table, times (as the column has them) and events (1 seen, 0 not). */
export type FollowUp = {
  readonly rows: Int32Array;
  readonly times: Float64Array;
  readonly events: Uint8Array;
};

/**
 * The follow-up of all records that have both time and event; a negative time, which only a faulty file has, counts as 0. Throws RangeError for
 * columns that are not there, a time that is no number, and a positive level that the event's column does not know.
 */
export function followUp(table: MixedTable, { time, event, positive }: SurvivalPair): FollowUp {
  const timeColumn = table.columns[columnPlace(table, time)]!;
  const eventColumn = table.columns[columnPlace(table, event)]!;
  if (timeColumn.kind !== "number") throw new RangeError(`${time} is no number, so no follow-up time`);
  const yes = eventColumn.kind === "number" ? Number(positive) : eventColumn.levels.indexOf(positive);
  if (eventColumn.kind === "category" ? yes < 0 : Number.isNaN(yes))
    throw new RangeError(`${positive} is no level of ${event}`);
  const cells = eventColumn.kind === "number" ? eventColumn.values : eventColumn.codes;
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => !isMissing(timeColumn, row) && !isMissing(eventColumn, row),
  );
  return {
    rows,
    times: Float64Array.from(rows, (row) => Math.max(0, timeColumn.values[row]!)),
    events: Uint8Array.from(rows, (row) => Number(cells[row] === yes)),
  };
}
