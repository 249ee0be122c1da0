import type { FileCertificate } from "@symbolon/protocol";
import { formatPercent } from "../../format/formatNumber.ts";
import { Metric } from "../../ui/Metric.tsx";

/** A certificate's three figures against the order's limits; what each means depends on the class and is said by `texts`. */
export function CertificateMetrics({
  certificate: { summary, thresholds },
  attackName,
  compared = "variables",
  texts,
}: {
  certificate: FileCertificate;
  attackName: string;
  compared?: "variables" | "features";
  texts: { oneWay: string; twoWay: string; attack: string };
}) {
  const auc = summary.membershipAuc;
  const percent = (value: number) => formatPercent(value);
  const distances = [
    [`Single ${compared} differ by`, summary.meanTvd1, thresholds.maxMeanTvd1, texts.oneWay],
    [`Pairs of ${compared} differ by`, summary.meanTvd2, thresholds.maxMeanTvd2, texts.twoWay],
  ] as const;
  return (
    <>
      {distances.map(([name, value, limit, text]) => (
        <Metric
          key={name}
          name={name}
          value={value}
          limit={limit}
          scaleMax={limit * 1.6}
          format={percent}
          text={text}
        />
      ))}
      <Metric
        name={attackName}
        value={auc.value}
        limit={thresholds.maxMiaAuc}
        scaleMax={1}
        interval={auc}
        format={percent}
        text={`50 % is a coin toss. 95 % interval ${percent(auc.low)} to ${percent(auc.high)}; its upper end has to stay within the limit. ${texts.attack}`}
      />
    </>
  );
}
