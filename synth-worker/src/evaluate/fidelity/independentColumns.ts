import { weightedCross } from "./weightedCross.ts";

/** A column is left out when this little of its square is not explained by earlier columns. */
const ALIASED = 1e-8;

/**
 * The columns that are no linear combination of earlier ones, in their order, found by Cholesky's factorisation of the cross products: columns
 * whose remainder vanishes are skipped. Columns of zeros go as well.
 */
export function independentColumns(columns: readonly Float64Array[]): Float64Array[] {
  const size = columns.length;
  const cross = weightedCross(columns, new Float64Array(columns[0]?.length ?? 0).fill(1));
  const factor = new Float64Array(size * size);
  const kept: number[] = [];
  for (let i = 0; i < size; i++) {
    let left = cross[i * size + i]!;
    for (const j of kept) {
      let sum = cross[i * size + j]!;
      for (const k of kept) {
        if (k >= j) break;
        sum -= factor[i * size + k]! * factor[j * size + k]!;
      }
      const entry = sum / factor[j * size + j]!;
      factor[i * size + j] = entry;
      left -= entry * entry;
    }
    if (left <= ALIASED * cross[i * size + i]!) continue;
    factor[i * size + i] = Math.sqrt(left);
    kept.push(i);
  }
  return kept.map((i) => columns[i]!);
}
