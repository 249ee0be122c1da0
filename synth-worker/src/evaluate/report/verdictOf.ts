import type { EvaluationReport, ReleaseClass } from "@symbolon/protocol";
import { limitsOf } from "./limitsOf.ts";
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
  const checks = [...privacyChecks(blocks, context), ...likenessChecks(blocks, context.releaseClass)];
  const passed = checks.every((check) => check.passed);
  return {
    passed,
    checks,
    words: verdictWords(checks, context),
    limits: limitsOf(blocks, context),
  };
}

function privacyChecks(
  { privacy, fidelity }: Blocks,
  { releaseClass }: { readonly releaseClass: ReleaseClass },
): Check[] {
  const limits = SCHEME[releaseClass];
  const worst = (values: readonly number[]) => (values.length === 0 ? null : Math.max(...values));
  const bound = privacy.proof?.maxMembershipAuc ?? 1;
  const aucs = privacy.membership.map(({ auc }) => Math.min(auc.high, bound));
  const checks = [
    atMost("membership", "A membership attack's AUC, upper 95 % limit", worst(aucs), limits.membershipAuc),
  ];
  if (limits.membershipTpr !== null)
    checks.push(
      atMost(
        "membership-low-false-positives",
        "Patients a membership attack finds at 1 % false alarms",
        worst(privacy.membership.map(({ tprAt1PercentFpr }) => tprAt1PercentFpr.value)),
        limits.membershipTpr,
      ),
    );
  for (const attack of ["singling out", "linkability", "inference"] as const) {
    const risks = privacy.risks.filter((risk) => risk.attack === attack);
    // With too few columns an attack has nothing to try; that is no failure.
    if (privacy.risks.length > 0 && risks.length === 0) continue;
    checks.push(
      atMost(
        attack.replace(" ", "-"),
        `Added risk by ${attack}, lower 95 % limit`,
        worst(risks.map(({ risk }) => risk.low)),
        limits.disclosureRisk,
      ),
    );
  }
  const { exactCopies, nearCopies } = privacy;
  const beyond = (copies: typeof exactCopies) =>
    copies.holdout === null ? null : Math.max(0, copies.training - copies.holdout);
  checks.push(
    atMost("exact-copies", "Exact copies beyond chance", beyond(exactCopies), limits.excessCopies),
    atMost("near-copies", "Near copies beyond chance", beyond(nearCopies), limits.excessCopies),
    atMost("copying-alarm", "Copying alarm of the two-sample test", Number(fidelity.copyingAlarm), 0),
  );
  return checks;
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

function atMost(id: string, what: string, value: number | null, limit: number): Check {
  return { id, what, value, limit, sense: "at most", passed: value !== null && value <= limit };
}
