import type { Certificate } from "@symbolon/protocol";
import { formatPercent } from "../../format/formatNumber.ts";
import { shortHex } from "../../format/shortHex.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";

/** One column per hospital with the aggregates it signed, and the difference of every single variable. */
export function HospitalAnswers({ certificate }: { certificate: Certificate }) {
  const { answers } = certificate;
  const variables = [...new Set(answers.flatMap(({ answers: each }) => Object.keys(each.oneWayTvd)))];
  const percent = (value: number | undefined) => (value === undefined ? "–" : formatPercent(value));
  const rows: [string, (index: number) => string][] = [
    ["All single variables", (i) => percent(answers[i]?.answers.meanTvd1)],
    ["All pairs", (i) => percent(answers[i]?.answers.meanTvd2)],
    ["Membership attack", (i) => percent(answers[i]?.answers.membership.auc.value)],
    [
      "Attack finds at 1 % false alarms",
      (i) => percent(answers[i]?.answers.membership.tprAt1PercentFpr.value),
    ],
    [
      "Closer to used than to kept-out records",
      (i) => percent(answers[i]?.answers.distances.closerToTrainingShare),
    ],
    ...variables.map((name): [string, (index: number) => string] => [
      name,
      (i) => percent(answers[i]?.answers.oneWayTvd[name]),
    ]),
  ];
  return (
    <TableScroll label="Answers of each hospital">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {answers.map(({ answers: each, provider }) => (
              <th scope="col" key={each.datasetId} className="end">
                Dataset {each.datasetId} ({shortHex(provider)})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, value]) => (
            <tr key={label}>
              <td className={variables.includes(label) ? "mono" : undefined}>{label}</td>
              {answers.map(({ answers: each }, index) => (
                <td key={each.datasetId} className="end">
                  {value(index)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
