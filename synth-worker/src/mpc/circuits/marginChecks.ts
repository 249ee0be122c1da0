import type { SumCheck } from "./consistencyBits.ts";

/** A table of counts, row-major with the last column fastest, and the lane of each of its cells. */
export type CheckedClique = {
  readonly columns: readonly number[];
  readonly shape: readonly number[];
  readonly lanes: ArrayLike<number>;
};

/**
 * What must hold in a hospital's tables: the cells of 1-way tables and of those of three columns add up to the number of patients; each row
 * and column of a 2-way table adds up to the cell of the 1-way table. A 2-way table of a column without a 1-way table has its total
 * checked in that place. (That 3-way margins equal 2-way tables is not checked: it costs one more AND per bit and way.)
 */
export function marginChecks(cliques: readonly CheckedClique[]): SumCheck[] {
  const single = new Map<number, ArrayLike<number>>();
  for (const { columns, lanes } of cliques) if (columns.length === 1) single.set(columns[0]!, lanes);
  return cliques.flatMap(({ columns, shape, lanes }) => {
    const all = Array.from(lanes);
    const whole: SumCheck = { members: all, equals: "patients" };
    if (columns.length !== 2) return [whole];
    const [, fast] = shape as [number, number];
    const margins = columns.map((column, place) => {
      const totals = single.get(column);
      if (totals === undefined) return [whole];
      return Array.from(
        { length: shape[place]! },
        (_, level): SumCheck => ({
          members: all.filter((_, cell) => (place === 0 ? Math.floor(cell / fast) : cell % fast) === level),
          equals: totals[level]!,
        }),
      );
    });
    return margins.flat();
  });
}
