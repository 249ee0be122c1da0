import { digestOfBytes } from "@symbolon/protocol";
import { evaluateMixed } from "../../../evaluate/report/evaluateMixed.ts";
import { calibratedFile } from "../../../exports/calibratedFile.ts";
import type { MixedTable } from "../../../math/mixedTable.ts";
import { toCsv } from "../../../tabular/toCsv.ts";
import type { TreesOptions } from "../../../trees/synthesiseTrees.ts";
import { columnValues } from "./columnValues.ts";
import type { MadeFile } from "./madeFile.ts";

/**
 * Makes a high-fidelity file of a hospital's training half and judges it against its holdout: the smallest leaf size that withstands the
 * membership attacks makes the file, everything else that the evaluator looks at judges it. Null when no leaf size does. The holdout serves
 * for both, since half of it would be too few for either: an AUC above the limit passes by chance with at most 2.5 % per leaf size tried, and
 * `leavesTried` is published. `seed` is 32 secret bytes; the same bytes make the same file. NOT differentially private. Throws RangeError for a
 * survival pair that the columns do not have.
 */
export function makeRows(
  { training, holdout }: { readonly training: MixedTable; readonly holdout: MixedTable },
  options: {
    readonly rows: number;
    readonly survival: NonNullable<TreesOptions["survival"]>;
    readonly seed: Uint8Array;
  },
): MadeFile | null {
  const { rows, survival, seed } = options;
  const { leaf, tried, synthetic } = calibratedFile({ training, holdout }, { rows, survival, seed });
  if (leaf === null || synthetic === null) return null;
  const file = toCsv(synthetic.columns.map(columnValues));
  const outputHash = digestOfBytes(file);
  const report = evaluateMixed(
    { synthetic, training, holdout },
    {
      labels: {
        synthetic: { name: "file of the order", sha256: outputHash },
        // A digest of records would tell who guesses them all that the guess is right.
        training: { name: "training half", sha256: null },
        holdout: { name: "holdout", sha256: null },
      },
      releaseClass: "high-fidelity",
      disclosure: "rounded",
      utility: { survival: survival.map(({ time, event, level }) => ({ time, event, positive: level })) },
    },
  );
  return { calibration: { leaf, leavesTried: tried.length }, file, outputHash, report };
}
