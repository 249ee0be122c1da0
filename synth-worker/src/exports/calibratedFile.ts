import { calibrationAttack } from "../evaluate/report/calibrationAttack.ts";
import type { MixedTable } from "../math/mixedTable.ts";
import { calibrateLeaf } from "../trees/calibrateLeaf.ts";
import { synthesiseTrees, type TreesOptions } from "../trees/synthesiseTrees.ts";
import type { LeafTrial } from "../trees/tryLeaves.ts";

/** A high-fidelity file, the leaf size that made it, and every leaf size that was tried; `synthetic` is null when none withstood the attacks. */
export type CalibratedFile = {
  readonly tried: readonly LeafTrial[];
  readonly leaf: number | null;
  readonly synthetic: MixedTable | null;
};

/**
 * A high-fidelity file of `training`: made with the smallest leaf size whose file withstands the attacks of calibrationAttack against
 * `holdout`, or none. NOT differentially private. `seed` is 32 secret bytes; the same bytes make the same file. Choosing by the holdout and
 * judging by it again is what calibrateLeaf accounts for: a wrong leaf size passes with at most 2.5 % per one tried. Throws RangeError
 * for survival pairs or constraints that the columns do not have.
 */
export function calibratedFile(
  { training, holdout }: { readonly training: MixedTable; readonly holdout: MixedTable },
  request: Omit<TreesOptions, "leaf"> & { readonly rows: number; readonly seed: Uint8Array },
): CalibratedFile {
  const { rows, seed, ...options } = request;
  const calibration = calibrateLeaf({
    training,
    holdout,
    attack: calibrationAttack,
    seeds: [seed],
    options,
  });
  const { tried } = calibration;
  if (calibration.kind === "refused") return { tried, leaf: null, synthetic: null };
  const { leaf } = calibration;
  return { tried, leaf, synthetic: synthesiseTrees(training, { ...options, leaf }).sample(rows, seed) };
}
