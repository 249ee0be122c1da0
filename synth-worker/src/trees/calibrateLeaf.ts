import type { MixedTable } from "../math/mixedTable.ts";
import { synthesiseTrees, type TreesOptions } from "./synthesiseTrees.ts";

/** What a membership attack on a file found, with 95 % limits. */
export type AttackFigures = {
  readonly auc: { readonly value: number; readonly low: number; readonly high: number };
  readonly tprAt1PercentFpr: { readonly value: number; readonly low: number; readonly high: number };
};

/** The worst figures over the seeds of one leaf size. */
export type LeafTrial = {
  readonly leaf: number;
  readonly aucHigh: number;
  readonly tprAt1PercentFpr: number;
  readonly passed: boolean;
};

/** A leaf size that withstood the attack, or none; `tried` in the order of trial, ending at the first that passed. */
export type LeafCalibration =
  | { readonly kind: "calibrated"; readonly leaf: number; readonly tried: readonly LeafTrial[] }
  | { readonly kind: "refused"; readonly tried: readonly LeafTrial[] };

/** The upper 95 % limit of the attack's AUC, and the share of members found at 1 % false positives, may be this at most. */
const MOST_AUC = 0.55;
const MOST_TPR = 0.03;

/**
 * The smallest leaf at which a membership attack with `holdout` as non-members fails on the files of all `seeds` (as many rows as `training`
 * has): upper 95 % limit of the AUC <= .55 and true-positive rate at 1 % false positives <= .03; a refusal when there is none. Leaves that
 * the training records are too few for count as not passed.
 *
 * The holdout is used once per leaf tried, so the limits are not those of one test. A leaf whose true AUC is above .55 passes with at
 * most 2.5 % chance, so with four tries a wrong one passes with at most 10 % (union bound). A figure for publication comes from records
 * that played no part here. Passing says that this attack fails, not that every attack does: the engine is NOT differentially private.
 * Throws RangeError without seeds or leaves.
 */
export function calibrateLeaf(
  {
    training,
    holdout,
    attack,
    seeds,
    options = {},
  }: {
    readonly training: MixedTable;
    readonly holdout: MixedTable;
    readonly attack: (files: {
      readonly synthetic: MixedTable;
      readonly training: MixedTable;
      readonly holdout: MixedTable;
    }) => AttackFigures;
    readonly seeds: readonly Uint8Array[];
    readonly options?: Omit<TreesOptions, "leaf">;
  },
  leaves: readonly number[] = [20, 50, 100, 200],
): LeafCalibration {
  if (seeds.length === 0 || leaves.length === 0) throw new RangeError("nothing to try");
  const tried: LeafTrial[] = [];
  for (const leaf of [...leaves].sort((a, b) => a - b)) {
    if (training.rows < 2 * leaf) continue;
    const { sample } = synthesiseTrees(training, { ...options, leaf });
    const found = seeds.map((seed) => attack({ synthetic: sample(training.rows, seed), training, holdout }));
    const aucHigh = Math.max(...found.map(({ auc }) => auc.high));
    const tprAt1PercentFpr = Math.max(...found.map((figures) => figures.tprAt1PercentFpr.value));
    const passed = aucHigh <= MOST_AUC && tprAt1PercentFpr <= MOST_TPR;
    tried.push({ leaf, aucHigh, tprAt1PercentFpr, passed });
    if (passed) return { kind: "calibrated", leaf, tried };
  }
  return { kind: "refused", tried };
}
