import type { MixedColumn } from "../../math/mixedTable.ts";

/** Levels of a column that have a feature: the most frequent ones, each of at least this share of records. */
const MOST_LEVELS = 8;
/** Standard scores beyond this count as this: one far value must not decide which rows are exchanged. */
const MOST_SPREADS = 3;
const LEAST_SHARE = 0.01;

/** Numbers that describe a cell, for tables of the same column: standardised on the training records, 0 for what does not apply. */
export type MomentFeatures = {
  readonly count: number;
  readonly of: (column: MixedColumn) => readonly Float32Array[];
};

/**
 * Features of a column whose second moments are compared: a number's standard score and whether it is there; the most frequent levels, each
 * as an indicator with mean 0 and variance about 1 on the training records. A constant column has none.
 */
export function momentFeatures(training: MixedColumn): MomentFeatures {
  const parts = training.kind === "number" ? numberParts(training.values) : levelParts(training);
  return { count: parts.length, of: (column) => parts.map((part) => part(column)) };
}

type Part = (column: MixedColumn) => Float32Array;

function numberParts(values: Float64Array): Part[] {
  let there = 0;
  let sum = 0;
  for (const value of values)
    if (!Number.isNaN(value)) {
      there++;
      sum += value;
    }
  const mean = there === 0 ? 0 : sum / there;
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  const parts: Part[] = [];
  const spread = there === 0 ? 0 : Math.sqrt(squares / there);
  if (spread > 0)
    parts.push((column) =>
      Float32Array.from(numbersOf(column), (value) =>
        Number.isNaN(value) ? 0 : within((value - mean) / spread),
      ),
    );
  const share = values.length === 0 ? 0 : there / values.length;
  if (share > 0 && share < 1) {
    const unit = Math.sqrt(share * (1 - share));
    parts.push((column) =>
      Float32Array.from(numbersOf(column), (value) => (Number(!Number.isNaN(value)) - share) / unit),
    );
  }
  return parts;
}

function within(score: number): number {
  return Math.max(-MOST_SPREADS, Math.min(MOST_SPREADS, score));
}

function levelParts(training: MixedColumn & { readonly kind: "category" }): Part[] {
  const counts = new Float64Array(training.levels.length + 1);
  for (const code of training.codes) counts[code + 1]!++;
  const rows = training.codes.length;
  const kept = Array.from(counts.keys())
    .filter((k) => counts[k]! >= LEAST_SHARE * rows && counts[k]! < rows)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, MOST_LEVELS);
  // Of two levels one says it all.
  return (kept.length === 2 ? kept.slice(1) : kept).map((k) => {
    const share = counts[k]! / rows;
    const unit = Math.sqrt(share * (1 - share));
    return (column) => {
      if (column.kind !== "category") throw new RangeError(`column ${column.name} holds no levels`);
      return Float32Array.from(column.codes, (code) => (Number(code + 1 === k) - share) / unit);
    };
  });
}

function numbersOf(column: MixedColumn): Float64Array {
  if (column.kind !== "number") throw new RangeError(`column ${column.name} holds no numbers`);
  return column.values;
}
