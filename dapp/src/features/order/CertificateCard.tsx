import { type Certificate, digestOfDocument, type Hex } from "@symbolon/protocol";
import { useMemo } from "react";
import { formatPercent } from "../../format/formatNumber.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Card } from "../../ui/Card.tsx";
import { CopyText } from "../../ui/CopyText.tsx";
import { Metric } from "../../ui/Metric.tsx";
import { Checked } from "./Checked.tsx";
import { HospitalAnswers } from "./HospitalAnswers.tsx";

/** The evaluator's certificate: measured values against the limits the buyer set, overall and per hospital. */
export function CertificateCard({
  certificate,
  digestOnChain,
}: {
  certificate: Certificate;
  digestOnChain: Hex | undefined;
}) {
  const { summary, thresholds } = certificate;
  const digest = useMemo(() => digestOfDocument(certificate), [certificate]);
  const auc = summary.membershipAuc;
  const percent = (value: number) => formatPercent(value);
  return (
    <Card
      title="Certificate"
      lead="Hospitals compared the file with patients that were kept out of it and answered with noise that this order has paid for; no record left them."
      end={
        <Badge tone={certificate.passed ? "good" : "bad"}>
          {certificate.passed ? "Passed" : "Not passed"}
        </Badge>
      }
    >
      <div className="metrics">
        <Metric
          name="Single variables differ by"
          value={summary.meanTvd1}
          limit={thresholds.maxMeanTvd1}
          scaleMax={thresholds.maxMeanTvd1 * 1.6}
          format={percent}
          text={`Mean total variation distance, give or take ${percent(2 * summary.noiseTvd1)}. A perfect file would show ${percent(summary.expectedTvd1)}.`}
        />
        <Metric
          name="Pairs of variables differ by"
          value={summary.meanTvd2}
          limit={thresholds.maxMeanTvd2}
          scaleMax={thresholds.maxMeanTvd2 * 1.6}
          format={percent}
          text={`Mean over all pairs, give or take ${percent(2 * summary.noiseTvd2)}. A perfect file would show ${percent(summary.expectedTvd2)}.`}
        />
        <Metric
          name="Membership attack is right"
          value={auc.value}
          limit={thresholds.maxMiaAuc}
          scaleMax={1}
          interval={auc}
          format={percent}
          text={`50 % is a coin toss. 95 % interval ${percent(auc.low)} to ${percent(auc.high)}; its upper end has to stay within the limit. By proof, no attack of any kind is right more often than ${percent(certificate.bound.auc)}.`}
        />
        {certificate.dataFree === null ? null : (
          <p className="small soft">
            Without a look at any record: the file differs from the noisy tables it was made of by{" "}
            {percent(certificate.dataFree.meanTvd1)} (single variables) and{" "}
            {percent(certificate.dataFree.meanTvd2)} (joint tables); noise alone explains{" "}
            {percent(certificate.dataFree.expectedTvd1)} and {percent(certificate.dataFree.expectedTvd2)}.
          </p>
        )}
        {certificate.reasons.length === 0 ? null : (
          <ul className="small">
            {certificate.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        <details>
          <summary>Answers of each hospital</summary>
          <HospitalAnswers certificate={certificate} />
        </details>
        <div className="row row--between small">
          <span>
            <span className="quiet">Signed by evaluator </span>
            <CopyText value={certificate.evaluator} label="evaluator address" />
          </span>
          <Checked
            what="Certificate"
            isMatch={digestOnChain === undefined ? null : digest === digestOnChain.toLowerCase()}
          />
        </div>
      </div>
    </Card>
  );
}
