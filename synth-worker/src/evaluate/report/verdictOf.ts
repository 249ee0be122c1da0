import type { EvaluationReport, ReleaseClass } from "@symbolon/protocol";
import { atMost } from "./atMost.ts";
import { limitsOf } from "./limitsOf.ts";
import { privacyChecks } from "./privacyChecks.ts";
import { SCHEME } from "./scheme.ts";
import { verdictWords } from "./verdictWords.ts";

type Check = EvaluationReport["verdict"]["checks"][number];
type Blocks = Pick<EvaluationReport, "fidelity" | "utility" | "privacy">;

/**
 * The verdict: one check per limit of the release class (scheme.ts), passed when all are. A figure that is missing where it is needed
 * fails: what could not be judged has not passed. Distances to the closest record are in no check (Yao et al., The DCR Delusion, 2025).
 */
export function verdictOf(
  blocks: Blocks,
  context: { readonly releaseClass: ReleaseClass; readonly isHeldOut: boolean; readonly records: number },
): EvaluationReport["verdict"] {
  const { privacy, fidelity } = blocks;
  const checks = [
    ...privacyChecks(privacy, fidelity.copyingAlarm, context.releaseClass),
    ...likenessChecks(blocks, context.releaseClass),
  ];
  const passed = checks.every((check) => check.passed);
  return {
    passed,
    checks,
    words: verdictWords(checks, context),
    limits: limitsOf(blocks, context),
  };
}

function likenessChecks({ fidelity, utility }: Blocks, releaseClass: ReleaseClass): Check[] {
  const limits = SCHEME[releaseClass];
  const { tvd, ceiling } = fidelity;
  const checks = [
    atMost(
      "pairs",
      "Pairs of variables differ more than real halves do, by",
      ceiling.twoWay === null ? null : Math.max(0, tvd.twoWay - ceiling.twoWay),
      limits.excessTwoWay,
    ),
  ];
  const losses = utility.tasks.flatMap(({ synthetic, real }) =>
    synthetic.auroc === null || real.auroc === null ? [] : [real.auroc.value - synthetic.auroc.value],
  );
  // What the better of two learners loses: a file is as useful as its best use.
  if (limits.aurocLoss !== null && losses.length > 0)
    checks.push(
      atMost(
        "prediction",
        "AUROC lost against real records",
        Math.max(0, Math.min(...losses)),
        limits.aurocLoss,
      ),
    );
  utility.survival.forEach(({ event, meanIntervalOverlap, calibrationSlope }, i) => {
    const id = i === 0 ? "" : `-${i + 1}`;
    if (limits.intervalOverlap !== null && meanIntervalOverlap !== null)
      checks.push({
        id: `hazard-ratios${id}`,
        what: `Overlap of hazard ratios' intervals (${event})`,
        value: meanIntervalOverlap,
        limit: limits.intervalOverlap,
        sense: "at least",
        passed: meanIntervalOverlap >= limits.intervalOverlap,
      });
    if (limits.calibration !== null && calibrationSlope !== null)
      checks.push(
        atMost(
          `calibration${id}`,
          `Survival model's calibration slope is off 1 by (${event})`,
          Math.abs(calibrationSlope - 1),
          limits.calibration,
        ),
      );
  });
  return checks;
}
