import type { fastStream } from "../../random/fastStream.ts";
import type { Assignment } from "./assignment.ts";

/** Swaps are offered this many times in all, shared among the rows, at least once and at most eight times each. */
const SWAPS = 20_000;
const MOST_PASSES = 8;

/** Features side by side: feature f of row r is columns[f][r]. */
export type FeatureTable = readonly Float32Array[];

/**
 * Exchanges donors between rows of one group (a leaf of one tree) where that brings the mean products of the donors' own features with the rows'
 * earlier features nearer to those of `records`, all differences squared and summed. A leaf says which donors a row may have, not
 * which one: the exchange stays within what the trees allow and uses every donor as often as before, but effects that a leaf is too coarse for,
 * such as hazard ratios, come out closer. Only means over all of `records` enter.
 *
 * `own`: features of the step's column over training records. `context`: earlier features over training records and over the file's rows,
 * with weights. The assignment's donorOf is changed in place.
 */
export function alignMoments(
  own: FeatureTable,
  context: { readonly real: FeatureTable; readonly made: FeatureTable; readonly weights: readonly number[] },
  records: Int32Array,
  { rows, donorOf, treeOf, leafOf }: Assignment,
  stream: ReturnType<typeof fastStream>,
): void {
  const K = own.length;
  const J = context.real.length;
  const n = rows.length;
  if (K === 0 || J === 0 || n < 2 || records.length === 0) return;
  const x = rowMajor(own, null);
  const f = rowMajor(context.made, rows);
  for (let i = 0; i < n; i++) for (let j = 0; j < J; j++) f[i * J + j]! *= context.weights[j]!;
  const gaps = new Float64Array(K * J);
  for (let k = 0; k < K; k++)
    for (let j = 0; j < J; j++) {
      let real = 0;
      for (const record of records) real += own[k]![record]! * context.real[j]![record]!;
      let made = 0;
      for (let i = 0; i < n; i++) made += x[donorOf[i]! * K + k]! * f[i * J + j]!;
      gaps[k * J + j] = made / n - (real / records.length) * context.weights[j]!;
    }

  const byGroup = Int32Array.from(rows, (_, i) => i).sort(
    (a, b) => treeOf[a]! - treeOf[b]! || leafOf[a]! - leafOf[b]! || a - b,
  );
  const isTogether = (a: number, b: number) => treeOf[a] === treeOf[b] && leafOf[a] === leafOf[b];
  const passes = Math.min(MOST_PASSES, Math.max(1, Math.round(SWAPS / n)));
  const shift = new Float64Array(K);
  for (let pass = 0; pass < passes; pass++)
    for (let start = 0; start < n; ) {
      let end = start + 1;
      while (end < n && isTogether(byGroup[end]!, byGroup[start]!)) end++;
      for (let place = start; place < end && end - start > 1; place++) {
        const a = byGroup[place]!;
        const b = byGroup[start + stream.nextBelow(end - start)]!;
        const [u, v] = [donorOf[a]! * K, donorOf[b]! * K];
        let isSame = true;
        for (let k = 0; k < K; k++) {
          shift[k] = (x[v + k]! - x[u + k]!) / n;
          if (shift[k] !== 0) isSame = false;
        }
        if (isSame) continue;
        let change = 0;
        for (let k = 0; k < K; k++) {
          const s = shift[k]!;
          if (s === 0) continue;
          for (let j = 0; j < J; j++) {
            const step = s * (f[a * J + j]! - f[b * J + j]!);
            change += step * (2 * gaps[k * J + j]! + step);
          }
        }
        if (change >= 0) continue;
        for (let k = 0; k < K; k++)
          for (let j = 0; j < J; j++) gaps[k * J + j]! += shift[k]! * (f[a * J + j]! - f[b * J + j]!);
        const donor = donorOf[a]!;
        donorOf[a] = donorOf[b]!;
        donorOf[b] = donor;
      }
      start = end;
    }
}

/** Features row by row, of the given rows or all. */
function rowMajor(columns: FeatureTable, rows: Int32Array | null): Float32Array {
  const width = columns.length;
  const count = rows?.length ?? columns[0]?.length ?? 0;
  const out = new Float32Array(count * width);
  columns.forEach((column, c) => {
    for (let i = 0; i < count; i++) out[i * width + c] = column[rows === null ? i : rows[i]!]!;
  });
  return out;
}
