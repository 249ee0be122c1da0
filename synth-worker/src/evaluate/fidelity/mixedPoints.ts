import type { MixedTable } from "../../math/mixedTable.ts";
import { meanOf } from "./meanOf.ts";
import { standardDeviation } from "./standardDeviation.ts";

/**
 * Records as points, column-major. The squared distance of two points is the sum of squared gaps of their numbers plus 1 for every code in which
 * they differ: what Euclidean distance would be with levels written as one-hot vectors of length sqrt(1/2), without writing them.
 */
export type MixedPoints = {
  readonly rows: number;
  readonly numbers: readonly Float64Array[];
  readonly codes: readonly Int32Array[];
};

/**
 * Tables as points on one scale, that of the `reference` records: numbers as z-scores (a number that does not vary there keeps its own units), so
 * that two random records are about sqrt(2) apart in it, and different levels 1 apart. A missing number lies at the reference's mean and 1 away
 * from all present ones (a code says which are missing); a missing category is a level. Throws RangeError when the columns differ.
 */
export function mixedPoints(reference: MixedTable, tables: readonly MixedTable[]): MixedPoints[] {
  const points = tables.map(({ rows }) => ({
    rows,
    numbers: [] as Float64Array[],
    codes: [] as Int32Array[],
  }));
  reference.columns.forEach((scale, c) => {
    const columns = tables.map((table) => table.columns[c]);
    const mean =
      scale.kind === "number" ? (meanOf(scale.values.filter((value) => !Number.isNaN(value))) ?? 0) : 0;
    const deviation = scale.kind === "number" ? (standardDeviation(scale.values) ?? 1) : 1;
    const holes = columns.some((column) => column?.kind === "number" && column.values.some(Number.isNaN));
    columns.forEach((column, t) => {
      if (column?.kind !== scale.kind) throw new RangeError(`column ${scale.name} is not in every table`);
      if (column.kind === "category") {
        points[t]!.codes.push(column.codes);
        return;
      }
      const { values } = column;
      points[t]!.numbers.push(values.map((value) => (Number.isNaN(value) ? 0 : (value - mean) / deviation)));
      if (holes) points[t]!.codes.push(Int32Array.from(values, (value) => Number(Number.isNaN(value))));
    });
  });
  return points;
}
