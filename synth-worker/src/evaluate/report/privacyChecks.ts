import type { EvaluationReport, ReleaseClass } from "@symbolon/protocol";
import { atMost } from "./atMost.ts";
import { SCHEME } from "./scheme.ts";

/**
 * The lines of a verdict that are about recognising patients: membership attacks, disclosure risks, copies (beyond those of held-out records in
 * samples of one size) and the copying alarm.
 */
export function privacyChecks(
  privacy: EvaluationReport["privacy"],
  copyingAlarm: boolean,
  releaseClass: ReleaseClass,
): EvaluationReport["verdict"]["checks"] {
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
    copies.holdout === null ? null : Math.max(0, copies.sampled - copies.holdout);
  checks.push(
    atMost("exact-copies", "Exact copies beyond chance", beyond(exactCopies), limits.excessCopies),
    atMost("near-copies", "Near copies beyond chance", beyond(nearCopies), limits.excessCopies),
    atMost("copying-alarm", "Copying alarm of the two-sample test", Number(copyingAlarm), 0),
  );
  return checks;
}
