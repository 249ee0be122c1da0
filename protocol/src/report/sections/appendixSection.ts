import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { countText } from "../html/countText.ts";
import { dataTable } from "../html/dataTable.ts";
import { factList } from "../html/factList.ts";
import { type Fragment, html } from "../html/html.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";
import type { Gauge } from "../verdict/gauge.ts";
import { measures } from "./measures.ts";

/** What the report was made from, how the words of the first page follow from figures, and every measure in one sentence. */
export function appendixSection(report: EvaluationReport, gauges: readonly Gauge[]): ReportSection {
  const files = dataTable(
    "Files",
    [{ text: "Role" }, { text: "File" }, { text: "Records", isNumber: true }, { text: "sha256" }],
    (["synthetic", "training", "holdout"] as const).map((role) => {
      const { name, sha256, rows } = report[role];
      return [
        role,
        html`<bdi>${name}</bdi>`,
        countText(rows),
        sha256 === null ? "not reported" : html`<code>${sha256}</code>`,
      ];
    }),
  );
  const { proof } = report.privacy;
  const facts: [string, Fragment][] = [
    ["Report format", report.format],
    ["Scheme of checks", report.scheme],
    ["Release class", report.releaseClass],
    ["Disclosure", report.disclosure],
    ["Proof", proof === null ? "none" : `epsilon ${proof.epsilon}, delta ${proof.delta}, mu ${proof.mu}`],
  ];
  const words = html`<h3>How the first page\u2019s words are chosen</h3><dl class="definitions">${gauges.map(
    ({ question, rule }) => html`<div><dt>${question}</dt><dd>${rule}</dd></div>`,
  )}</dl>`;
  const definitions = html`<h3>Measures</h3><dl class="definitions">${measures.map(
    ([name, sentence]) => html`<div><dt>${name}</dt><dd>${sentence}</dd></div>`,
  )}</dl>`;
  return reportSection(
    "appendix",
    "Appendix",
    "The same files, options and code give the same report, byte for byte.",
    [factList(facts), files, words, definitions],
  );
}
