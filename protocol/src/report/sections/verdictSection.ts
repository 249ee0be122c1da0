import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { countText } from "../html/countText.ts";
import { figureText } from "../html/figureText.ts";
import { html, type Markup } from "../html/html.ts";
import type { Gauge } from "../verdict/gauge.ts";
import { headline } from "../verdict/headline.ts";

const CLASSES = {
  private: "private",
  "high-fidelity": "high-fidelity (not differentially private)",
  unknown: "unknown",
} as const;

/** The first page: the answer, the release class, four gauges in words, and what the verdict cannot say. */
export function verdictSection(report: EvaluationReport, gauges: readonly Gauge[]): Markup {
  const { verdict, synthetic, training, holdout, releaseClass, disclosure } = report;
  const { answer, sentence, caveat, proof } = headline(report);
  const failed = verdict.checks.filter(({ passed }) => !passed);
  const isPassed = verdict.passed;
  const counted =
    verdict.checks.length > 0 &&
    `${verdict.checks.length - failed.length} of ${verdict.checks.length} checks passed`;
  const [made, seen, held] = [synthetic, training, holdout].map(({ rows }) => countText(rows));
  const compared = `${made} synthetic records, compared with ${seen} real ones and ${held} held out`;
  return html`<header class="verdict verdict--${isPassed ? "passed" : "failed"}">
<p class="brand">${mark()}<span>Symbolon evaluation</span></p>
<p class="file"><bdi>${synthetic.name}</bdi> <span>${compared}</span></p>
<h1>${seal(isPassed)}<span><span class="answer">${answer}</span> ${sentence}</span></h1>
<p class="summary">${caveat !== null && html`<strong>${caveat}</strong> `}${verdict.words}</p>
${
  failed.length > 0 &&
  html`<div class="failed"><h2>Why not</h2><ul>${failed.slice(0, 4).map((check) => html`<li>${reasonOf(check)}</li>`)}${
    failed.length > 4 && html`<li>and ${failed.length - 4} more, see Checks</li>`
  }</ul></div>`
}
<dl class="class"><div><dt>Release class</dt><dd>${CLASSES[releaseClass]}</dd></div><div><dt>Privacy proof</dt><dd>${proof}</dd></div>${
    counted !== false && html`<div><dt>Verdict</dt><dd>${counted}</dd></div>`
  }<div><dt>Who may see this report</dt><dd>${
    disclosure === "exact"
      ? "Only who holds the real records: its figures are exact"
      : "Anybody: figures from real records are rounded"
  }</dd></div></dl>
</header>
<section class="gauges" aria-label="The answer in four parts">
${gauges.map(card)}
</section>
${
  verdict.limits.length > 0 &&
  html`<section class="limits" aria-labelledby="limits-title"><h2 id="limits-title">What this verdict cannot say</h2><ul>${verdict.limits.map(
    (limit) => html`<li>${limit}</li>`,
  )}</ul></section>`
}`;
}

function reasonOf({ what, value, sense, limit }: EvaluationReport["verdict"]["checks"][number]): string {
  if (value === null) return `${what}: not measured`;
  return `${what}: found ${figureText(value)}, allowed ${sense} ${figureText(limit)}`;
}

function card({ id, question, word, step, evidence }: Gauge): Markup {
  const steps = [1, 2, 3, 4].map(
    (n) => html`<span class="step${step !== null && n <= step && " step--on"}"></span>`,
  );
  const reached = step === null ? "not measured" : `step ${step} of 4, 4 being best`;
  return html`<article class="gauge" aria-labelledby="gauge-${id}"><h2 id="gauge-${id}">${question}</h2>
<p class="gauge-word">${word}</p><div class="steps" role="img" aria-label="${reached}">${steps}</div>
<p class="gauge-evidence">${evidence}</p></article>
`;
}

/** The house's mark: a token broken in two whose halves prove that they belong together. */
function mark(): Markup {
  return html`<svg viewBox="0 0 32 32" aria-hidden="true">
<path fill="var(--accent)" d="M13.6 3.2A13 13 0 0 0 13.6 28.8L16.6 22.5 11.2 16 16.6 9.5Z"/>
<path fill="var(--accent)" fill-opacity=".55" d="M18.9 3.3A13 13 0 0 1 18.9 28.7L21.4 22.5 16 16 21.4 9.5Z"/></svg>`;
}

function seal(isPassed: boolean): Markup {
  const stroke = isPassed ? "M14 25.5 21.5 33 35 17" : "M16 16 32 32M32 16 16 32";
  return html`<svg class="seal" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="22"/><path d="${stroke}"/></svg>`;
}
