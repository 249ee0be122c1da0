import type { ColumnLevels } from "../coarse/columnLevels.ts";
import type { FineDomain } from "../coding/fineDomain.ts";

/** What the engine must know of a schema's columns beside their sizes: numbers and declared orders are ordered, "missing" is level 0. */
export function columnLevelsOf(domain: FineDomain): ColumnLevels[] {
  return domain.columns.map((column) => ({
    ordered: column.kind === "number" || column.ordered,
    missing: column.missing ? 0 : null,
  }));
}
