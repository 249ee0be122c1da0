import type { EvaluationReport } from "@symbolon/protocol";
import type { MixedTable } from "../../math/mixedTable.ts";
import { association } from "./association.ts";
import { barsOf } from "./barsOf.ts";
import { classifierTwoSample, type TwoSampleResult } from "./classifierTwoSample.ts";
import { columnFidelity } from "./columnFidelity.ts";
import { copyingAlarm } from "./copyingAlarm.ts";
import { decileCoder } from "./decileCoder.ts";
import { type KWayFigures, kWayDistances } from "./kWayDistances.ts";
import { meanOf } from "./meanOf.ts";
import { pointFidelity } from "./pointFidelity.ts";
import { propensityScore } from "./propensityScore.ts";

type Fidelity = EvaluationReport["fidelity"];

/** Levels of a category that are shown and compared by name. */
const MAX_LEVELS = 20;
const FOLDS = 5;
/** Records per group that the classifier sees. */
const MAX_CLASSIFIED = 10_000;

/**
 * The fidelity block of the report, unrounded. Everything is measured against the holdout, which the generator never saw: total variation of
 * 1-, 2- and 3-way tables on the holdout's deciles and 20 commonest levels (missing is a bin; `ceiling` is what the training records reach),
 * Kolmogorov-Smirnov, Wasserstein, associations, pMSE, two-sample classifier and the point measures. Only what looks for copies is measured
 * against the training records: authenticity, and the copying alarm, a second two-sample test, because copies lie no nearer to records that
 * they were not made from. A mean over no pair is 0, over no triple null.
 * Throws RangeError when a file is empty or the columns differ.
 */
export function fidelityOf(files: {
  readonly synthetic: MixedTable;
  readonly training: MixedTable;
  readonly holdout: MixedTable;
}): Fidelity {
  const { synthetic, training, holdout } = files;
  const coder = decileCoder(holdout, { levels: MAX_LEVELS });
  const codedHoldout = coder.code(holdout);
  const codedSynthetic = coder.code(synthetic);
  const { tvd } = kWayDistances(codedHoldout, codedSynthetic);
  const { tvd: ceiling } = kWayDistances(codedHoldout, coder.code(training));
  const columns = holdout.columns.map((column, c) => ({
    ...columnFidelity(column, synthetic.columns[c]!),
    tvd: tvd.oneWay[c]!,
    ceilingTvd: ceiling.oneWay[c]!,
    bars: barsOf(coder.labels[c]!, column.kind, codedHoldout.columns[c]!, codedSynthetic.columns[c]!),
  }));
  const pairs = pairsOf(holdout, synthetic, tvd.twoWay);
  const propensity = propensityScore(holdout, synthetic);
  const twoSample = twoSampleTest(holdout, synthetic);
  return {
    tvd: meansOf(tvd),
    ceiling: meansOf(ceiling),
    meanKs: meanOf(defined(columns.map(({ ks }) => ks))),
    meanWasserstein: meanOf(defined(columns.map(({ wasserstein }) => wasserstein))),
    associationDifference: meanOf(
      defined(
        pairs.map(({ realAssociation: real, syntheticAssociation: made }) =>
          real === null || made === null ? null : Math.abs(real - made),
        ),
      ),
    ),
    pMse: propensity.pMse,
    pMseRatio: propensity.ratio,
    c2st: twoSample?.auc ?? null,
    copyingAlarm: copyingAlarm(training, synthetic, MAX_CLASSIFIED),
    ...pointFidelity(files),
    columns,
    pairs,
  };
}

function pairsOf(holdout: MixedTable, synthetic: MixedTable, distances: Float64Array): Fidelity["pairs"] {
  const { columns } = holdout;
  let next = 0;
  return columns.flatMap((first, i) =>
    columns.slice(i + 1).map((second, after) => ({
      columns: [first.name, second.name] as [string, string],
      tvd: distances[next++]!,
      realAssociation: association(first, second),
      syntheticAssociation: association(synthetic.columns[i]!, synthetic.columns[i + 1 + after]!),
    })),
  );
}

/** Null: too few records for the folds. */
function twoSampleTest(real: MixedTable, synthetic: MixedTable): TwoSampleResult | null {
  if (Math.min(real.rows, synthetic.rows) < 2 * FOLDS) return null;
  return classifierTwoSample(real, synthetic, { folds: FOLDS, maxRows: MAX_CLASSIFIED });
}

function meansOf({ oneWay, twoWay, threeWay }: KWayFigures) {
  return {
    oneWay: meanOf(oneWay) ?? 0,
    twoWay: meanOf(twoWay) ?? 0,
    threeWay: threeWay === null ? null : meanOf(threeWay),
  };
}

function defined(figures: readonly (number | null)[]): number[] {
  return figures.filter((figure) => figure !== null);
}
