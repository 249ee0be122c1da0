import type { EvaluationReport, HighFidelityCertificate } from "@symbolon/protocol";
import { Suspense } from "react";
import { Link } from "react-router";
import { buttonClass } from "../../ui/Button.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { CertificateMetrics } from "./CertificateMetrics.tsx";
import { LazyEvaluationFrame } from "./LazyEvaluationFrame.tsx";
import { VerdictHead } from "./VerdictHead.tsx";
import { verdictWords } from "./verdictWords.ts";

/** What the certificate of a high-fidelity file says: in words, against the order's limits, and the hospital's whole report. */
export function HighFidelityFigures({ certificate }: { certificate: HighFidelityCertificate }) {
  const { orderId } = certificate;
  const { report } = certificate.answers[0]!.answers;
  const passed = report.verdict.checks.filter((check) => check.passed).length;
  return (
    <>
      <VerdictHead verdict={verdictWords(certificate)} />
      <p className="small quiet">
        The hospital's own node made this report inside its walls and signed it. Figures from real records are
        rounded, small groups are left out; {passed} of {report.verdict.checks.length} checks passed.
      </p>
      <CertificateMetrics
        certificate={certificate}
        attackName="Best membership attack is right"
        compared={report.images === undefined ? "variables" : "features"}
        texts={{
          oneWay: `Mean total variation distance to patients that were kept out${comparedRows(report)}.`,
          twoWay: "Mean over all pairs.",
          attack: "Nothing is proved about attacks that were not tried.",
        }}
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

/** What a row is in figures about something else than records. */
function comparedRows({ overTime, images }: EvaluationReport): string {
  if (overTime !== undefined) return ", by one row each: their record and what sums up their tables";
  return images === undefined ? "" : ", by fixed features of one image each";
}
