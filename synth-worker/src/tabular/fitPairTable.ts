/** What fitPairTable needs: two 1-way estimates with the same total, the noisy interaction, and the noise variance of one cell. */
export type PairEvidence = {
  readonly rows: Float64Array;
  readonly columns: Float64Array;
  readonly interaction: Float64Array;
  readonly cellVariance: number;
};

/** Rounds of alternating projection; the tables here settle to below a thousandth of a patient well before. */
const ROUNDS = 200;

/**
 * A non-negative table with the given margins from a noisy interaction, in patients, row-major.
 *
 * The noisy interaction's difference from that of the independent table is shrunk towards zero by James and
 * Stein's positive-part factor 1 - dof * variance / energy (1961): what noise alone would produce is taken as
 * no association. The result is projected (least squares) on the tables with these margins and no negative
 * cell, by Dykstra's alternating projections (Boyle and Dykstra 1986). Exact operations only.
 */
export function fitPairTable({ rows, columns, interaction, cellVariance }: PairEvidence): Float64Array {
  const across = columns.length;
  const size = rows.length * across;
  const total = rows.reduce((a, b) => a + b, 0);
  const independent = Float64Array.from(
    { length: size },
    (_, cell) => (rows[(cell - (cell % across)) / across]! * columns[cell % across]!) / total,
  );
  const association = independent.map((value, cell) => {
    const row = (cell - (cell % across)) / across;
    const means = rows[row]! / across + columns[cell % across]! / rows.length - total / size;
    return interaction[cell]! - (value - means);
  });
  const energy = association.reduce((sum, value) => sum + value * value, 0);
  const dof = (rows.length - 1) * (across - 1);
  const keep = energy > 0 ? Math.max(0, 1 - (dof * cellVariance) / energy) : 0;

  let table: Float64Array = independent.map((value, cell) => value + keep * association[cell]!);
  const correction = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round++) {
    table = withMargins(table, rows, columns, total);
    for (let cell = 0; cell < size; cell++) {
      const wanted = table[cell]! + correction[cell]!;
      table[cell] = Math.max(wanted, 0);
      correction[cell] = wanted - table[cell]!;
    }
  }
  return table;
}

/** The nearest table with the wanted margins, negative cells allowed. */
function withMargins(
  table: Float64Array,
  rows: Float64Array,
  columns: Float64Array,
  total: number,
): Float64Array {
  const across = columns.length;
  const rowGaps = rows.slice();
  const columnGaps = columns.slice();
  let gap = total;
  for (let cell = 0; cell < table.length; cell++) {
    rowGaps[(cell - (cell % across)) / across]! -= table[cell]!;
    columnGaps[cell % across]! -= table[cell]!;
    gap -= table[cell]!;
  }
  return table.map(
    (value, cell) =>
      value +
      rowGaps[(cell - (cell % across)) / across]! / across +
      columnGaps[cell % across]! / rows.length -
      gap / table.length,
  );
}
