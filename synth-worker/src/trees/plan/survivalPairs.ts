import type { MixedTable } from "../../math/mixedTable.ts";
import type { SurvivalPair } from "../model/treesModel.ts";

/** A time with its event by name; `level` is the event, every other level is censoring. */
export type SurvivalNames = { readonly time: string; readonly event: string; readonly level: string };

/** Survival pairs as columns of the table. Throws RangeError for a pair that is no time and event of it, or shares a column with another. */
export function survivalPairs(table: MixedTable, pairs: readonly SurvivalNames[]): SurvivalPair[] {
  const seen = new Set<string>();
  return pairs.map(({ time, event, level }) => {
    for (const name of [time, event]) {
      if (seen.has(name)) throw new RangeError(`column ${name} is in two survival pairs`);
      seen.add(name);
    }
    const [timeAt, eventAt] = [time, event].map((name) => table.columns.findIndex((c) => c.name === name));
    const [timeColumn, eventColumn] = [table.columns[timeAt!], table.columns[eventAt!]];
    if (timeColumn?.kind !== "number" || eventColumn?.kind !== "category")
      throw new RangeError(`${time} and ${event} are no time and event of this table`);
    const eventCode = eventColumn.levels.indexOf(level);
    if (eventCode < 0) throw new RangeError(`column ${event} has no level ${level}`);
    return { time: timeAt!, event: eventAt!, eventCode };
  });
}
