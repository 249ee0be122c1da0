import type { MixedColumn } from "../../math/mixedTable.ts";

/** Bin 0 holds missing cells; a bin number fits a byte. */
export const MISSING_BIN = 0;
const MOST_BINS = 255;

/** How cells of one column become bin numbers, learned once and used for real and synthetic cells alike. */
export type Binner = {
  /** Bins, the one of missing cells included. */
  readonly count: number;
  /** Whether neighbouring bins are neighbouring values. */
  readonly ordered: boolean;
  readonly code: (column: MixedColumn) => Uint8Array;
  /** The bin of one cell, a level as its place among the levels; NaN: missing. */
  readonly codeCell: (cell: number) => number;
};

/**
 * Bins of a column: numbers are cut into at most `most` (254 at most) bins of about equal counts, each distinct value its own while there are no
 * more; levels are their own bins, the 253 most frequent ones when there are more and all others in one.
 */
export function makeBinner(column: MixedColumn, most = MOST_BINS - 1): Binner {
  if (column.kind === "number") {
    const cuts = upperEdges(column.values, most);
    return {
      count: cuts.length + 1,
      ordered: true,
      code: (other) => {
        if (other.kind !== "number") throw new RangeError(`column ${other.name} holds no numbers`);
        return Uint8Array.from(other.values, (value) => place(cuts, value));
      },
      codeCell: (cell) => place(cuts, cell),
    };
  }
  const groupOf = levelGroups(column.codes, column.levels.length);
  return {
    count: 1 + groupOf.reduce((highest, group) => Math.max(highest, group), 0),
    ordered: false,
    code: (other) => {
      if (other.kind !== "category") throw new RangeError(`column ${other.name} holds no levels`);
      return Uint8Array.from(other.codes, (code) => (code < 0 ? MISSING_BIN : groupOf[code]!));
    },
    codeCell: (cell) => (Number.isNaN(cell) ? MISSING_BIN : groupOf[cell]!),
  };
}

/** The greatest value of every bin but the last, which is open; one Infinity for a column without numbers. */
function upperEdges(values: Float64Array, most: number): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const edges: number[] = [];
  let distinct = 0;
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++;
  const step = distinct <= most ? 0 : sorted.length / most;
  let full = step;
  for (let i = 0; i + 1 < sorted.length; i++) {
    if (sorted[i] === sorted[i + 1] || i + 1 < full) continue;
    // Half way, so that a value between two observed ones goes to the nearer.
    edges.push((sorted[i]! + sorted[i + 1]!) / 2);
    while (full <= i + 1) full += Math.max(step, 1);
  }
  edges.push(Number.POSITIVE_INFINITY);
  return Float64Array.from(edges);
}

/** 1 + the first bin whose upper edge is not below the value. */
function place(edges: Float64Array, value: number): number {
  if (Number.isNaN(value)) return MISSING_BIN;
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function levelGroups(codes: Int32Array, levels: number): Uint8Array {
  const groups = new Uint8Array(levels);
  if (levels < MOST_BINS) return groups.map((_, level) => level + 1);
  const counts = new Float64Array(levels);
  for (const code of codes) if (code >= 0) counts[code]!++;
  const byCount = Array.from(counts, (_, level) => level).sort((a, b) => counts[b]! - counts[a]! || a - b);
  byCount.forEach((level, rank) => {
    groups[level] = Math.min(rank + 1, MOST_BINS - 1);
  });
  return groups;
}
