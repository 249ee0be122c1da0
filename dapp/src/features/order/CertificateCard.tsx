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
      lead="Hospitals compared the file with patients that were kept out of it. They returned averages; no record left them."
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
          text={`Mean total variation distance. A hospital's own patients, split in two parts, differ by ${percent(summary.ceilingTvd1)}.`}
        />
        <Metric
          name="Pairs of variables differ by"
          value={summary.meanTvd2}
          limit={thresholds.maxMeanTvd2}
          scaleMax={thresholds.maxMeanTvd2 * 1.6}
          format={percent}
          text={`Mean over all pairs. A hospital's own patients, split in two parts, differ by ${percent(summary.ceilingTvd2)}.`}
        />
        <Metric
          name="Membership attack is right"
          value={auc.value}
          limit={thresholds.maxMiaAuc}
          scaleMax={1}
          interval={auc}
          format={percent}
          text={`50 % is a coin toss. 95 % interval ${percent(auc.low)} to ${percent(auc.high)}; its upper end has to stay within the limit.`}
        />
        <p className="small soft">
          Exact copies of a real record: {percent(summary.exactCopyShare)}. With few coarse variables many
          people share a row, so copies are expected and say little about privacy.
        </p>
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
