import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { countText } from "../html/countText.ts";
import { dataTable } from "../html/dataTable.ts";
import { factList } from "../html/factList.ts";
import { figureText } from "../html/figureText.ts";
import { type Fragment, html } from "../html/html.ts";
import { percentText } from "../html/percentText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

/** Attacks on single patients with their controls, copies, and, folded, distances that decide nothing. */
export function risksSection({ privacy }: EvaluationReport): ReportSection {
  const { risks, exactCopies, nearCopies } = privacy;
  const table =
    risks.length > 0 &&
    dataTable(
      "Success of attacks, with 95 % intervals",
      [
        { text: "Attack" },
        { text: "On patients in the data", isNumber: true },
        { text: "On patients outside", isNumber: true },
        { text: "Added risk", isNumber: true },
        { text: "Guesses", isNumber: true },
      ],
      risks.map(({ attack, secret, attackRate, controlRate, risk, guesses }) => [
        secret === null ? attack : html`${attack} of <bdi>${secret}</bdi>`,
        range(attackRate),
        range(controlRate),
        range(risk),
        countText(guesses),
      ]),
    );
  const copies = dataTable(
    "Copies among synthetic records",
    [
      { text: "Synthetic records" },
      { text: "of training records", isNumber: true },
      { text: "of as many as are held out", isNumber: true },
      { text: "of held-out records", isNumber: true },
    ],
    [
      [
        "that equal one",
        percentText(exactCopies.training),
        percentText(exactCopies.sampled),
        percentText(exactCopies.holdout),
      ],
      [
        "within 1 % of one",
        percentText(nearCopies.training),
        percentText(nearCopies.sampled),
        percentText(nearCopies.holdout),
      ],
    ],
  );
  return reportSection(
    "risks",
    "Single patients",
    "Each attack is tried on patients in the data and on patients outside it. What succeeds on both is general knowledge; only the " +
      "difference is a risk of being in the data. So it is with copies, in samples of one size: a common record turns up without being copied.",
    [table, copies, distances(privacy.distances)],
  );
}

function range({ value, low, high }: { value: number; low: number; high: number }): string {
  const [from, to] = [low, high].map((share) => figureText(share * 100, 1));
  return `${percentText(value)} (${from} to ${to})`;
}

function distances(given: EvaluationReport["privacy"]["distances"]): Fragment {
  const facts: [string, number | null][] = [
    ["To training records, 5 % nearest", given.toTrainingP5],
    ["To training records, median", given.toTrainingMedian],
    ["To held-out records, 5 % nearest", given.toHoldoutP5],
    ["To held-out records, median", given.toHoldoutMedian],
    ["Nearest over second nearest, median (NNDR)", given.nndrMedian],
    ["Share closer to training than to held-out records", given.closerToTrainingShare],
  ];
  const known = facts.flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value.toFixed(3)]],
  );
  if (known.length === 0) return null;
  return html`<details><summary>Distances to the closest record: shown, never a criterion</summary>
<p>Distances say little about disclosure: files with harmless distances have given patients away.
No check of this report uses them.</p>${factList(known)}</details>`;
}
