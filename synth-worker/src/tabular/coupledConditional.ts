/** What coupledConditional joins: cell counts of two known columns together, and a new column's distribution given each. */
export type Coupling = {
  /** Records per (parent cell, companion cell), row-major. */
  readonly known: Float64Array;
  /** P(new | parent), row-major, parent first; its rows sum to 1. */
  readonly givenParent: Float64Array;
  /** P(new | companion), row-major, companion first; its rows sum to 1. */
  readonly givenCompanion: Float64Array;
  readonly size: number;
};

/** Rounds of proportional fitting; the pair tables agree to a fraction of a record well before. */
const ROUNDS = 30;

/**
 * Least share that a demand is taken for. A zero in a fitted table is often noise cut off at zero, and a true zero
 * would for ever overrule what the other table wants in that cell.
 */
const FLOOR = 1e-4;

/**
 * P(new | parent, companion), row-major (parent, companion, new): the distribution without a three-way interaction
 * whose pair tables with parent and companion are those given (iterative proportional fitting, Deming and
 * Stephan 1940; Bishop, Fienberg and Holland 1975, section 3.5). Where the two demands contradict each
 * other, the parent's, fitted last, wins. A combination that fitting empties keeps P(new | parent).
 */
export function coupledConditional({ known, givenParent, givenCompanion, size }: Coupling): Float64Array {
  const companions = givenCompanion.length / size;
  const parents = givenParent.length / size;
  const table = Float64Array.from(
    { length: known.length * size },
    (_, i) =>
      known[(i - (i % size)) / size]! * givenParent[Math.floor(i / (companions * size)) * size + (i % size)]!,
  );
  const parentOf = (i: number) => Math.floor(i / (companions * size)) * size + (i % size);
  const companionOf = (i: number) => (Math.floor(i / size) % companions) * size + (i % size);
  const rescale = (given: Float64Array, totals: Float64Array, cellOf: (i: number) => number) => {
    const sums = new Float64Array(given.length);
    for (let i = 0; i < table.length; i++) sums[cellOf(i)]! += table[i]!;
    for (let i = 0; i < table.length; i++) {
      const cell = cellOf(i);
      if (sums[cell]! > 0)
        table[i]! *= (Math.max(given[cell]!, FLOOR) * totals[Math.floor(cell / size)]!) / sums[cell]!;
    }
  };
  const parentTotals = new Float64Array(parents);
  const companionTotals = new Float64Array(companions);
  for (let cell = 0; cell < known.length; cell++) {
    parentTotals[Math.floor(cell / companions)]! += known[cell]!;
    companionTotals[cell % companions]! += known[cell]!;
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (let cell = 0; cell < known.length; cell++) {
      const row = table.subarray(cell * size, (cell + 1) * size);
      const sum = row.reduce((a, b) => a + b, 0);
      if (sum > 0) for (let j = 0; j < size; j++) row[j]! *= known[cell]! / sum;
    }
    rescale(givenCompanion, companionTotals, companionOf);
    rescale(givenParent, parentTotals, parentOf);
  }
  for (let cell = 0; cell < known.length; cell++) {
    const row = table.subarray(cell * size, (cell + 1) * size);
    const sum = row.reduce((a, b) => a + b, 0);
    const parent = Math.floor(cell / companions) * size;
    for (let j = 0; j < size; j++) row[j] = sum > 0 ? row[j]! / sum : givenParent[parent + j]!;
  }
  return table;
}
