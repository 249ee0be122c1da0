import { tableCells } from "@symbolon/protocol";
import type { StructuralZeros } from "../model/modelState.ts";
import type { ReleaseOptions } from "./releaseOptions.ts";

/** Fine levels that fit the 16 bits of a generated cell. */
const MOST_LEVELS = 65_536;
const MECHANISMS: readonly string[] = ["independent", "mst", "aim", "swift", "fixed"];

/** Throws RangeError, naming the first fault, for options that do not fit columns of these fine levels. Looks at no record. */
export function checkOptions(sizes: readonly number[], options: ReleaseOptions): void {
  const refuse = (reason: string): never => {
    throw new RangeError(reason);
  };
  const isColumn = (column: number) => Number.isInteger(column) && column >= 0 && column < sizes.length;
  if (sizes.length === 0) refuse("a table without columns");
  if (!MECHANISMS.includes(options.mechanism)) refuse(`there is no mechanism ${options.mechanism}`);
  if (options.levels.length !== sizes.length) refuse("levels must be given per column");
  for (const [column, size] of sizes.entries()) {
    if (!(Number.isInteger(size) && size >= 1 && size <= MOST_LEVELS))
      refuse(`column ${column} has ${size} levels; 1 to ${MOST_LEVELS} are possible`);
    const { missing } = options.levels[column]!;
    if (missing !== null && !(Number.isInteger(missing) && missing >= 0 && missing < size))
      refuse(`column ${column} has no level ${missing} that could mean missing`);
  }
  if (options.target !== undefined && !isColumn(options.target))
    refuse(`there is no column ${options.target}`);
  for (const { columns, weight } of options.workload ?? []) {
    if (columns.length === 0 || !columns.every(isColumn)) refuse("the workload names unknown columns");
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) refuse("a workload's weight is not negative");
  }
  for (const zero of options.zeros ?? []) checkZeros(sizes, zero, refuse, isColumn);
  if (options.foundation !== undefined) {
    const { columns, share } = options.foundation;
    if (columns.length === 0 || !columns.every(isColumn)) refuse("the foundation names unknown columns");
    if (!(share > 0 && share < 1)) refuse("the foundation's share lies between 0 and 1");
    if (options.publicTable !== undefined) refuse("a foundation and a public cohort are both a start");
  }
  const cohort = options.publicTable;
  if (cohort === undefined) return;
  if (!(cohort.rows >= 1)) refuse("the public cohort has no records");
  if (cohort.sizes.length !== sizes.length || cohort.sizes.some((size, column) => size !== sizes[column]))
    refuse("the public cohort has other levels than the table");
  for (const [column, cells] of cohort.columns.entries())
    if (cells.length !== cohort.rows || cells.some((level) => !(level >= 0 && level < sizes[column]!)))
      refuse(`column ${column} of the public cohort has impossible levels`);
}

function checkZeros(
  sizes: readonly number[],
  { columns, allowed }: StructuralZeros,
  refuse: (reason: string) => never,
  isColumn: (column: number) => boolean,
): void {
  if (columns.length === 0 || !columns.every(isColumn) || new Set(columns).size !== columns.length)
    refuse("structural zeros name unknown columns, or one twice");
  if (allowed.length !== tableCells(sizes, columns)) refuse("structural zeros need one entry per cell");
  if (!allowed.some((one) => one !== 0)) refuse("structural zeros forbid every combination");
}
