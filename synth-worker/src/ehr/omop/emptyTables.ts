import { OMOP_TABLE_NAMES, type OmopTables } from "./omopTables.ts";

/** Every table without a row. */
export function emptyTables(): OmopTables {
  return Object.fromEntries(OMOP_TABLE_NAMES.map((table) => [table, []])) as unknown as OmopTables;
}
