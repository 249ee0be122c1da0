import type { EvaluationReport } from "@symbolon/protocol";
import { deterministicExp } from "../../math/deterministicExp.ts";
import { areaUnderRoc } from "../areaUnderRoc.ts";
import { brierScore } from "./brierScore.ts";
import { calibrationSlope } from "./calibrationSlope.ts";
import { rocCurve } from "./rocCurve.ts";

/**
 * The report's figures of a classifier from its log-odds for real records; those that do not exist (one class only, fewer than two records
 * of either) are null. Throws RangeError for as many labels as there are not scores.
 */
export function classifierFigures(
  logOdds: Float64Array,
  positive: Uint8Array,
): EvaluationReport["utility"]["tasks"][number]["real"] {
  const positives = logOdds.filter((_, i) => positive[i] === 1);
  const negatives = logOdds.filter((_, i) => positive[i] === 0);
  return {
    auroc: positives.length < 2 || negatives.length < 2 ? null : areaUnderRoc(positives, negatives),
    brier: brierScore(
      logOdds.map((score) => 1 / (1 + deterministicExp(-score))),
      positive,
    ),
    calibrationSlope: calibrationSlope(logOdds, positive),
    r2: null,
    roc: rocCurve(logOdds, positive),
  };
}
