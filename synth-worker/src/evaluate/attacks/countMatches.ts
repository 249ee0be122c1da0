/** A condition on one column: the cell lies in [low, high], or is missing where both are NaN. A category's cell is its level's number. */
export type Condition = { readonly column: number; readonly low: number; readonly high: number };

/** A statement about a person: all its conditions hold. */
export type Predicate = readonly Condition[];

/**
 * How many records a predicate holds for, counted up to `most`; `cells` as `numericCells` gives them. A missing cell meets only the condition that it
 * is missing: it is neither equal to, nor below, nor above a value.
 */
export function countMatches(cells: readonly Float64Array[], predicate: Predicate, most: number): number {
  const columns = predicate.map(({ column }) => cells[column]!);
  const lows = Float64Array.from(predicate, ({ low }) => low);
  const highs = Float64Array.from(predicate, ({ high }) => high);
  const rows = cells[0]?.length ?? 0;
  let found = 0;
  for (let row = 0; row < rows && found < most; row++) {
    let c = 0;
    for (; c < columns.length; c++) {
      const cell = columns[c]![row]!;
      const holds = Number.isNaN(lows[c]!) ? Number.isNaN(cell) : cell >= lows[c]! && cell <= highs[c]!;
      if (!holds) break;
    }
    if (c === columns.length) found++;
  }
  return found;
}
