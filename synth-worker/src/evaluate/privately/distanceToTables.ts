import type { EncodedTable } from "../../math/encodedTable.ts";
import { MEAN_ABSOLUTE_NORMAL } from "../../math/meanAbsoluteNormal.ts";
import { cellNumbers } from "../cellNumbers.ts";

/** A measured table: its columns, its noisy counts (row-major, last column fastest), and the variance of one count's noise. */
export type MeasuredTable = {
  readonly columns: readonly number[];
  readonly counts: ArrayLike<number>;
  readonly variance: number;
};

/** Mean total variation between a file and noisy tables, and what noise and sampling alone would give. */
export type TableDistance = { readonly tvd: number; readonly expected: number };

/**
 * How far a file is from the noisy tables it was made of; no record is looked at. Per table 1/2 sum |p - c / N|, N the noisy `total` of
 * patients, negative counts as they are; expected with c's noise and p's sampling as independent normals. `null`
 * when there is no table. A generator that did what it should lies near or below `expected`: it smooths the noise.
 */
export function distanceToTables(
  file: EncodedTable,
  tables: readonly MeasuredTable[],
  total: number,
): TableDistance | null {
  if (tables.length === 0) return null;
  const patients = Math.max(1, total);
  const cells = new Int32Array(file.rows);
  let tvd = 0;
  let expected = 0;
  for (const { columns, counts, variance } of tables) {
    cellNumbers(file, columns, cells);
    const shares = new Float64Array(counts.length);
    for (const cell of cells) shares[cell]! += 1 / file.rows;
    for (const [cell, share] of shares.entries()) {
      tvd += Math.abs(share - counts[cell]! / patients) / 2;
      const spread = variance / (patients * patients) + (share * (1 - share)) / file.rows;
      expected += (MEAN_ABSOLUTE_NORMAL / 2) * Math.sqrt(spread);
    }
  }
  return { tvd: Math.min(1, tvd / tables.length), expected: Math.min(1, expected / tables.length) };
}
