import type { WorkloadItem } from "./releaseOptions.ts";

/** A table that may be measured. `weight`: how much the workload cares. */
export type Candidate = {
  readonly columns: readonly number[];
  readonly cells: number;
  readonly weight: number;
};

/** What a column set that contains the target counts beside one that does not. */
const TARGET_WEIGHT = 2;

/**
 * All pairs, and triples up to `ways` = 3, of columns with more than one level and at most `maxCells` cells, with their weights: 1, plus
 * for every workload item its weight times the share of the item's columns that the candidate covers (two at least), and more with
 * the target inside.
 */
export function candidates(
  sizes: readonly number[],
  options: {
    ways: 2 | 3;
    maxCells: number;
    target?: number | undefined;
    workload?: readonly WorkloadItem[] | undefined;
  },
): Candidate[] {
  const useful = [...sizes.keys()].filter((column) => sizes[column]! > 1);
  const out: Candidate[] = [];
  const add = (columns: readonly number[]) => {
    const cells = columns.reduce((product, column) => product * sizes[column]!, 1);
    if (cells <= options.maxCells) out.push({ columns, cells, weight: weightOf(columns, options) });
  };
  for (let i = 0; i < useful.length; i++) {
    for (let j = i + 1; j < useful.length; j++) {
      add([useful[i]!, useful[j]!]);
      if (options.ways < 3) continue;
      for (let k = j + 1; k < useful.length; k++) add([useful[i]!, useful[j]!, useful[k]!]);
    }
  }
  return out;
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
