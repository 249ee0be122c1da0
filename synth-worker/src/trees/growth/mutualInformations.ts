import { deterministicLog } from "../../math/deterministicLog.ts";

/** Records looked at: enough to rank columns, few enough for tables of hundreds of columns. */
const SAMPLE = 4000;

/**
 * Mutual information in nats of every pair of columns, d x d, symmetric, 0 on the diagonal, from evenly spaced records (at most 4,000). Less
 * the bias (r - 1)(c - 1) / 2n of a table whose columns are independent (Miller 1955), never below 0.
 */
export function mutualInformations(
  columns: readonly Uint8Array[],
  counts: readonly number[],
): readonly Float64Array[] {
  const rows = columns[0]?.length ?? 0;
  const n = Math.min(rows, SAMPLE);
  const picked = columns.map((column) =>
    Uint8Array.from({ length: n }, (_, i) => column[Math.floor((i * rows) / n)]!),
  );
  const table = columns.map(() => new Float64Array(columns.length));
  const logs = Float64Array.from({ length: n + 1 }, (_, i) => (i === 0 ? 0 : i * deterministicLog(i)));
  // n times the entropy, less n log n.
  const entropyOf = (cells: Int32Array) => cells.reduce((sum, cell) => sum - logs[cell]!, 0);
  const ones = picked.map((column, c) => {
    const cells = new Int32Array(counts[c]!);
    for (const bin of column) cells[bin]!++;
    return { entropy: entropyOf(cells), used: cells.reduce((sum, cell) => sum + (cell > 0 ? 1 : 0), 0) };
  });
  for (let a = 0; a < columns.length; a++)
    for (let b = 0; b < a; b++) {
      const cells = new Int32Array(counts[a]! * counts[b]!);
      for (let i = 0; i < n; i++) cells[picked[a]![i]! * counts[b]! + picked[b]![i]!]!++;
      const joint = entropyOf(cells);
      const bias = ((ones[a]!.used - 1) * (ones[b]!.used - 1)) / 2;
      const information =
        n === 0 ? 0 : Math.max(0, (ones[a]!.entropy + ones[b]!.entropy - joint + logs[n]! - bias) / n);
      table[a]![b] = information;
      table[b]![a] = information;
    }
  return table;
}
