import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { html } from "../html/html.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

/** Every check of the verdict with what was found and its limit; failed ones first. null without checks. */
export function checksSection({ verdict, releaseClass }: EvaluationReport): ReportSection | null {
  const { checks } = verdict;
  if (checks.length === 0) return null;
  const ordered = [...checks.filter(({ passed }) => !passed), ...checks.filter(({ passed }) => passed)];
  const table = dataTable(
    "Checks of the verdict",
    [
      { text: "What was looked at" },
      { text: "Found", isNumber: true },
      { text: "Allowed", isNumber: true },
      { text: "Result" },
    ],
    ordered.map(({ what, value, limit, sense, passed }) => [
      what,
      figureText(value),
      `${sense} ${figureText(limit)}`,
      html`<span class="result result--${passed ? "passed" : "failed"}">${passed ? "\u2713 passed" : "\u2715 failed"}</span>`,
    ]),
  );
  const lead = `The file passes when it passes every one. Limits are those of the class \u201c${releaseClass}\u201d and were fixed before the file was looked at.`;
  return reportSection("checks", "Checks", lead, table);
}
