import type { RowTable } from "../../math/patientRecords.ts";
import { pearson } from "../fidelity/pearson.ts";

/**
 * Correlation of a number with itself `lag` rows earlier of the same patient (and the same code, where `codes` says what rows are about). Only rows
 * that have the number count, for the lag too. NaN with fewer than three pairs or a constant.
 */
export function lagCorrelation(
  { owner }: Pick<RowTable, "owner">,
  values: Float64Array,
  lag: number,
  codes: Int32Array | null = null,
): number {
  const from: number[] = [];
  const to: number[] = [];
  const past = new Map<number, number[]>();
  owner.forEach((patient, row) => {
    if (row > 0 && owner[row - 1] !== patient) past.clear();
    if (Number.isNaN(values[row]!)) return;
    const code = codes?.[row] ?? 0;
    const list = past.get(code) ?? [];
    past.set(code, list);
    if (list.length >= lag) {
      from.push(list[list.length - lag]!);
      to.push(values[row]!);
    }
    list.push(values[row]!);
  });
  if (from.length < 3) return Number.NaN;
  return pearson(Float64Array.from(from), Float64Array.from(to)) ?? Number.NaN;
}
