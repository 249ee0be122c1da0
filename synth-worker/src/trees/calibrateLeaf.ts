import type { MixedTable } from "../math/mixedTable.ts";
import { synthesiseTrees, type TreesOptions } from "./synthesiseTrees.ts";
import { type AttackFigures, type LeafCalibration, tryLeaves } from "./tryLeaves.ts";

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
  if (seeds.length === 0) throw new RangeError("nothing to try");
  return tryLeaves(training.rows, leaves, (leaf) => {
    const { sample } = synthesiseTrees(training, { ...options, leaf });
    return seeds.map((seed) => attack({ synthetic: sample(training.rows, seed), training, holdout }));
  });
}
