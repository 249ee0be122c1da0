import { tableCells } from "@symbolon/protocol";
import type { Foundation } from "./foundation.ts";
import type { WorkloadItem } from "./releaseOptions.ts";

/** A table that may be measured. `weight`: how much the workload cares. */
export type Candidate = {
  readonly columns: readonly number[];
  readonly cells: number;
  readonly weight: number;
};

/** What a column set that contains the target counts beside one that does not. */
const TARGET_WEIGHT = 2;

/** Most triples, and most cells of all of them together: what looking at every one may cost in time and memory. */
const MOST_TRIPLES = 5000;
const MOST_TRIPLE_CELLS = 2 ** 24;

/**
 * All pairs, and triples up to `ways` = 3, of columns with more than one level and at most `maxCells` cells, with their weights: 1, plus
 * for every workload item its weight times the share of the item's columns that the candidate covers (two at least), and more with
 * the target inside. Tables inside a foundation, or of given columns alone, are left out. Of more than 5,000 triples, or 2^24 cells of them, those of greatest weight are kept, the smallest first among
 * equals (from about 32 columns on). Decided by public numbers and the coarse levels alone.
 */
export function candidates(
  sizes: readonly number[],
  options: {
    ways: 2 | 3;
    maxCells: number;
    target?: number | undefined;
    workload?: readonly WorkloadItem[] | undefined;
    given?: readonly number[] | undefined;
    foundation?: Pick<Foundation, "columns"> | undefined;
  },
): Candidate[] {
  const useful = [...sizes.keys()].filter((column) => sizes[column]! > 1);
  const pairs: Candidate[] = [];
  const triples: Candidate[] = [];
  const add = (columns: readonly number[], to: Candidate[]) => {
    const inside = [options.given, options.foundation?.columns];
    if (inside.some((known) => columns.every((column) => known?.includes(column)))) return;
    const cells = tableCells(sizes, columns);
    if (cells <= options.maxCells) to.push({ columns, cells, weight: weightOf(columns, options) });
  };
  for (let i = 0; i < useful.length; i++) {
    for (let j = i + 1; j < useful.length; j++) {
      add([useful[i]!, useful[j]!], pairs);
      if (options.ways < 3) continue;
      for (let k = j + 1; k < useful.length; k++) add([useful[i]!, useful[j]!, useful[k]!], triples);
    }
  }
  return [...pairs, ...affordable(triples)];
}

function affordable(triples: Candidate[]): Candidate[] {
  const all = triples.reduce((sum, { cells }) => sum + cells, 0);
  if (triples.length <= MOST_TRIPLES && all <= MOST_TRIPLE_CELLS) return triples;
  // Array.sort is stable: equals stay in the order of their columns.
  const sorted = triples.toSorted((a, b) => b.weight - a.weight || a.cells - b.cells);
  let room = MOST_TRIPLE_CELLS;
  const kept: Candidate[] = [];
  for (const triple of sorted.slice(0, MOST_TRIPLES)) {
    room -= triple.cells;
    if (room < 0) break;
    kept.push(triple);
  }
  return kept;
}

function weightOf(
  columns: readonly number[],
  { target, workload }: { target?: number | undefined; workload?: readonly WorkloadItem[] | undefined },
): number {
  let weight = 1;
  for (const item of workload ?? []) {
    const covered = item.columns.filter((column) => columns.includes(column)).length;
    if (covered >= 2) weight += (item.weight * covered) / item.columns.length;
  }
  return target !== undefined && columns.includes(target) ? weight * TARGET_WEIGHT : weight;
}
