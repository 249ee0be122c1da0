import type { PrivateCertificate } from "@symbolon/protocol";
import { formatNumber, formatPercent } from "../../format/formatNumber.ts";
import { shortHex } from "../../format/shortHex.ts";
import { TableScroll } from "../../ui/TableScroll.tsx";

/** One column per hospital with the noisy figures it signed: how far the file is in every single variable, with two standard deviations of noise. */
export function HospitalAnswers({ certificate }: { certificate: PrivateCertificate }) {
  const { answers } = certificate;
  const variables = [
    ...new Set(answers.flatMap(({ answers: each }) => each.oneWay.map(({ column }) => column))),
  ];
  const rows: [string, (index: number) => string][] = [
    ["Patients kept out, about", (i) => formatNumber(Math.round(answers[i]?.answers.records ?? 0))],
    ["Membership attack", (i) => intervalText(answers[i]?.answers.membership ?? null)],
    ...variables.map((name): [string, (index: number) => string] => [
      name,
      (i) => {
        const paid = answers[i]?.answers.oneWay.find(({ column }) => column === name);
        return paid === undefined ? "–" : `${formatPercent(paid.tvd)} ± ${formatPercent(2 * paid.noise)}`;
      },
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

function intervalText(interval: PrivateCertificate["answers"][number]["answers"]["membership"]): string {
  if (interval === null) return "not asked";
  return `${formatPercent(interval.value)} (${formatPercent(interval.low)} to ${formatPercent(interval.high)})`;
}
