import type { HighFidelityCertificate } from "@symbolon/protocol";
import { Suspense } from "react";
import { Link } from "react-router";
import { formatPercent } from "../../format/formatNumber.ts";
import { buttonClass } from "../../ui/Button.tsx";
import { Metric } from "../../ui/Metric.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { LazyEvaluationFrame } from "./LazyEvaluationFrame.tsx";
import { VerdictHead } from "./VerdictHead.tsx";
import { verdictWords } from "./verdictWords.ts";

/** What the certificate of a high-fidelity file says: in words, against the order's limits, and the hospital's whole report. */
export function HighFidelityFigures({ certificate }: { certificate: HighFidelityCertificate }) {
  const { summary, thresholds, orderId } = certificate;
  const { report } = certificate.answers[0]!.answers;
  const auc = summary.membershipAuc;
  const percent = (value: number) => formatPercent(value);
  const passed = report.verdict.checks.filter((check) => check.passed).length;
  return (
    <>
      <VerdictHead verdict={verdictWords(certificate)} />
      <p className="small quiet">
        The hospital's own node made this report inside its walls and signed it. Figures from real records are
        rounded, small groups are left out; {passed} of {report.verdict.checks.length} checks passed.
      </p>
      <Metric
        name="Single variables differ by"
        value={summary.meanTvd1}
        limit={thresholds.maxMeanTvd1}
        scaleMax={thresholds.maxMeanTvd1 * 1.6}
        format={percent}
        text="Mean total variation distance to patients that were kept out."
      />
      <Metric
        name="Pairs of variables differ by"
        value={summary.meanTvd2}
        limit={thresholds.maxMeanTvd2}
        scaleMax={thresholds.maxMeanTvd2 * 1.6}
        format={percent}
        text="Mean over all pairs."
      />
      <Metric
        name="Best membership attack is right"
        value={auc.value}
        limit={thresholds.maxMiaAuc}
        scaleMax={1}
        interval={auc}
        format={percent}
        text={`50 % is a coin toss. 95 % interval ${percent(auc.low)} to ${percent(auc.high)}; its upper end has to stay within the limit. Nothing is proved about attacks that were not tried.`}
      />
      <Suspense fallback={<Skeleton height="20rem" />}>
        <LazyEvaluationFrame
          report={report}
          orderId={orderId}
          more={
            <Link className={buttonClass("plain", "button--small")} to={`/orders/${orderId}/report`}>
              Full page
            </Link>
          }
        />
      </Suspense>
    </>
  );
}
