import type { PrivateCertificate } from "@symbolon/protocol";
import { formatPercent } from "../../format/formatNumber.ts";
import { Metric } from "../../ui/Metric.tsx";
import { HospitalAnswers } from "./HospitalAnswers.tsx";
import { VerdictHead } from "./VerdictHead.tsx";
import { verdictWords } from "./verdictWords.ts";

/** What the certificate of a private file says: in words, against the order's limits, without a look at records, and per hospital. */
export function PrivateFigures({ certificate }: { certificate: PrivateCertificate }) {
  const { summary, thresholds, bound, dataFree } = certificate;
  const auc = summary.membershipAuc;
  const percent = (value: number) => formatPercent(value);
  return (
    <>
      <VerdictHead verdict={verdictWords(certificate)} />
      <p className="small quiet">
        Hospitals answered with noise that this order has paid for; no record left them.
      </p>
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
        text={`50 % is a coin toss. 95 % interval ${percent(auc.low)} to ${percent(auc.high)}; its upper end has to stay within the limit. By proof, no attack of any kind is right more often than ${percent(Math.ceil(1000 * bound.auc) / 1000)}.`}
      />
      {dataFree === null ? null : (
        <p className="small soft">
          Without a look at any record: the file differs from the noisy tables it was made of by{" "}
          {percent(dataFree.meanTvd1)} (single variables) and {percent(dataFree.meanTvd2)} (joint tables);
          noise alone explains {percent(dataFree.expectedTvd1)} and {percent(dataFree.expectedTvd2)}.
        </p>
      )}
      <details>
        <summary>Answers of each hospital, variable by variable</summary>
        <HospitalAnswers certificate={certificate} />
      </details>
    </>
  );
}
