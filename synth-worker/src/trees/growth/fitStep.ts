import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { targetCriterion } from "../coding/targetCriterion.ts";
import type { CodedTable, FittedStep, RankedTree, Step } from "../model/treesModel.ts";
import type { Criterion } from "./criterion.ts";
import { growDonorTree } from "./growDonorTree.ts";
import { levelOrder } from "./levelOrder.ts";

/** How records are halved is public and always the same; it protects nothing. */
const HALVES_SEED = new Uint8Array(32);
/** Pairs of trees: enough to even out the luck of one tree on small tables, one pair where that luck is small. */
const MOST_PAIRS = 16;
const PAIRED_RECORDS = 24_000;

/**
 * Grows the trees of one step on `records` from the columns in `predictors`. Records are halved at random several times and every half has its
 * tree, so that a row's donors are those of one of many neighbourhoods: measured, at the same attack success this keeps more of the joint
 * distribution than one tree of larger leaves. Steps without predictors, and of fewer than four leaves' worth of records, have one tree.
 */
export function fitStep(
  coded: CodedTable,
  step: Step,
  predictors: readonly number[],
  records: Int32Array,
  leaf: number,
): FittedStep {
  const criterion = targetCriterion(coded, step);
  const donors = donorsOf(coded, step, records, leaf);
  const grow = (some: Int32Array) => growRanked(coded, criterion, predictors, some, leaf);
  if (predictors.length === 0 || donors.length < 4 * leaf) return { step, predictors, trees: [grow(donors)] };
  const pairs = Math.min(MOST_PAIRS, Math.max(1, Math.round(PAIRED_RECORDS / donors.length)));
  const stream = fastStream(keystream(HALVES_SEED, "tree halves"));
  const trees: RankedTree[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const order = donors.slice();
    for (let i = order.length - 1; i > 0; i--) {
      const other = stream.nextBelow(i + 1);
      [order[i], order[other]] = [order[other]!, order[i]!];
    }
    const middle = order.length >> 1;
    trees.push(grow(order.slice(0, middle).sort()), grow(order.slice(middle).sort()));
  }
  return { step, predictors, trees };
}

/** For a number the records that have one; all such records of the table when fewer than a leaf's worth of `records` do. */
function donorsOf({ table }: CodedTable, step: Step, records: Int32Array, leaf: number): Int32Array {
  const column = table.columns[step.column]!;
  if (step.kind !== "number" || column.kind !== "number") return records;
  const isThere = (record: number) => !Number.isNaN(column.values[record]!);
  const found = records.filter(isThere);
  return found.length >= leaf ? found : Int32Array.from(column.values.keys()).filter(isThere);
}

function growRanked(
  { binners, bins }: CodedTable,
  criterion: Criterion,
  predictors: readonly number[],
  records: Int32Array,
  leaf: number,
): RankedTree {
  const ranks = predictors.map((p) => {
    const { ordered, count } = binners[p]!;
    // Two levels and the missing one: any order tells the same pairs apart but for one.
    return ordered || count <= 3 ? null : levelOrder(bins[p]!, count, criterion, records);
  });
  const tree = growDonorTree(
    {
      bins: predictors.map((p, i) => rankedBins(bins[p]!, ranks[i]!)),
      binCounts: predictors.map((p) => binners[p]!.count),
    },
    criterion,
    records,
    leaf,
  );
  return { tree, ranks };
}

function rankedBins(bins: Uint8Array, rank: Uint8Array | null): Uint8Array {
  return rank === null ? bins : bins.map((bin) => rank[bin]!);
}
