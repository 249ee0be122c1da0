import type { PrivateCertificate } from "@symbolon/protocol";
import { formatPercent } from "../../format/formatNumber.ts";
import { CertificateMetrics } from "./CertificateMetrics.tsx";
import { HospitalAnswers } from "./HospitalAnswers.tsx";
import { VerdictHead } from "./VerdictHead.tsx";
import { verdictWords } from "./verdictWords.ts";

/** What the certificate of a private file says: in words, against the order's limits, without a look at records, and per hospital. */
export function PrivateFigures({ certificate }: { certificate: PrivateCertificate }) {
  const { summary, bound, dataFree } = certificate;
  const percent = (value: number) => formatPercent(value);
  return (
    <>
      <VerdictHead verdict={verdictWords(certificate)} />
      <p className="small quiet">
        Hospitals answered with noise that this order has paid for; no record left them.
      </p>
      <CertificateMetrics
        certificate={certificate}
        attackName="Membership attack is right"
        texts={{
          oneWay: `Mean total variation distance, give or take ${percent(2 * summary.noiseTvd1)}. A perfect file would show ${percent(summary.expectedTvd1)}.`,
          twoWay: `Mean over all pairs, give or take ${percent(2 * summary.noiseTvd2)}. A perfect file would show ${percent(summary.expectedTvd2)}.`,
          attack: `By proof, no attack of any kind is right more often than ${percent(Math.ceil(1000 * bound.auc) / 1000)}.`,
        }}
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
