import type { EvaluationReport } from "../messages/evaluationReport.ts";
import { html } from "./html/html.ts";
import { appendixSection } from "./sections/appendixSection.ts";
import { checksSection } from "./sections/checksSection.ts";
import { columnsSection } from "./sections/columnsSection.ts";
import { imagesSection } from "./sections/imagesSection.ts";
import { likenessSection } from "./sections/likenessSection.ts";
import { membershipSection } from "./sections/membershipSection.ts";
import { overTimeSection } from "./sections/overTimeSection.ts";
import { pairsSection } from "./sections/pairsSection.ts";
import { risksSection } from "./sections/risksSection.ts";
import { subgroupsSection } from "./sections/subgroupsSection.ts";
import { survivalSection } from "./sections/survivalSection.ts";
import { tasksSection } from "./sections/tasksSection.ts";
import { verdictSection } from "./sections/verdictSection.ts";
import { evaluationStyle } from "./style/evaluationStyle.ts";
import { certaintyGauge } from "./verdict/certaintyGauge.ts";
import { likenessGauge } from "./verdict/likenessGauge.ts";
import { recognitionGauge } from "./verdict/recognitionGauge.ts";
import { usefulnessGauge } from "./verdict/usefulnessGauge.ts";

/**
 * An evaluation as one HTML file that needs nothing else: no script, no font, no network (its own policy forbids them), readable on
 * paper and on a phone. The first page is for somebody who is no statistician. A function of the report alone, the same bytes everywhere;
 * every text from the report is escaped. `report` is what EvaluationReport accepts; what is null or empty in it is left out.
 */
export function renderEvaluation(report: EvaluationReport): string {
  const gauges = [likenessGauge, usefulnessGauge, recognitionGauge, certaintyGauge].map((gauge) =>
    gauge(report),
  );
  const sections = [
    checksSection(report),
    likenessSection(report),
    overTimeSection(report),
    imagesSection(report),
    columnsSection(report),
    pairsSection(report),
    tasksSection(report),
    survivalSection(report),
    membershipSection(report),
    risksSection(report),
    subgroupsSection(report),
    appendixSection(report, gauges),
  ].filter((section) => section !== null);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Evaluation of ${report.synthetic.name}</title>
<style>${{ markup: evaluationStyle }}</style>
</head>
<body>
<main>
${verdictSection(report, gauges)}
<nav aria-labelledby="contents-title"><h2 id="contents-title">In this report</h2><ol>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ol></nav>
${sections.map(({ markup }) => markup)}</main>
</body>
</html>
`.markup;
}
