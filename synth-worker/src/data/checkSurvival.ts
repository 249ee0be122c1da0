import { type DatasetSchema, SymbolonError } from "@symbolon/protocol";
import type { ProviderConfig } from "../tabular/hospital/providerConfig.ts";

/**
 * Checks a configuration's survival pairs against the schema: the time a number, the event a category that has the level. Throws E1006 naming the
 * first that is not.
 */
export function checkSurvival(survival: ProviderConfig["survival"], schema: DatasetSchema): void {
  const columnOf = (name: string) => schema.columns.find((column) => column.name === name);
  const fault = (reason: string) =>
    new SymbolonError("E1006", { document: "provider configuration", reason: `survival: ${reason}` });
  for (const { time, event, level } of survival) {
    if (columnOf(time)?.kind !== "numeric") throw fault(`${time} is not a number of the schema`);
    const column = columnOf(event);
    if (column?.kind !== "categorical") throw fault(`${event} is not a category of the schema`);
    if (!column.levels.includes(level)) throw fault(`${event} has no level ${level}`);
  }
}
