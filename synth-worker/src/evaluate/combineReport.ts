import type { EvaluationReport, HighFidelityCertificate } from "@symbolon/protocol";
import { verdictOf } from "./report/verdictOf.ts";

/** The verdict part of a high-fidelity file's certificate. */
export type ReportVerdict = Pick<HighFidelityCertificate, "summary" | "passed" | "reasons">;

/** A membership attack that was not run may find everybody out. */
const UNKNOWN = { value: 1, low: 0, high: 1 };

/**
 * Turns the report that a hospital made of a high-fidelity file into a certificate's summary and verdict: a function of its arguments, so
 * anyone who has a certificate gets the same. The figures are the report's mean 1-way and 2-way total variation and, of its membership
 * attacks, the one with the highest upper 95 % limit. A file passes when it keeps the order's thresholds and passes every check of the
 * scheme, as decided before figures were rounded; each line that it does not pass gives one reason. Which checks there are, and their limits,
 * is looked up here and not believed: a report that leaves one out does not pass, nor does one without membership attacks.
 */
export function combineReport(
  report: EvaluationReport,
  thresholds: HighFidelityCertificate["thresholds"],
): ReportVerdict {
  const { fidelity, privacy, verdict } = report;
  const strongest = privacy.membership
    .map(({ auc }) => auc)
    .reduce((most, auc) => (auc.high > most.high ? auc : most), privacy.membership[0]?.auc ?? UNKNOWN);
  const summary = {
    meanTvd1: fidelity.tvd.oneWay,
    meanTvd2: fidelity.tvd.twoWay,
    membershipAuc: strongest,
  };
  const reasons: string[] = [];
  const judge = (what: string, value: number, limit: number) => {
    // Written so that NaN fails.
    if (!(value <= limit)) reasons.push(`${what} is ${value}, the order allows ${limit}`);
  };
  judge("mean 1-way total variation", summary.meanTvd1, thresholds.maxMeanTvd1);
  judge("mean 2-way total variation", summary.meanTvd2, thresholds.maxMeanTvd2);
  judge("upper 95 % limit of the membership AUC", strongest.high, thresholds.maxMiaAuc);
  if (privacy.membership.length === 0) reasons.push("no membership attack was run");
  const context = { releaseClass: "high-fidelity", isHeldOut: true, records: report.holdout.rows } as const;
  for (const { id, limit, sense } of verdictOf(report, context).checks) {
    const check = verdict.checks.find(
      (each) => each.id === id && each.limit === limit && each.sense === sense,
    );
    if (check === undefined) reasons.push(`check ${id} is missing or has another limit`);
    else if (!check.passed)
      reasons.push(`check ${id} is ${check.value ?? "unknown"}, the scheme allows ${sense} ${limit}`);
  }
  if (!verdict.passed && reasons.length === 0) reasons.push("the report's verdict is no");
  return { summary, passed: reasons.length === 0, reasons };
}
