import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { countText } from "../html/countText.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { html } from "../html/html.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

/** Likeness and usefulness group by group. null without subgroups. */
export function subgroupsSection({ utility }: EvaluationReport): ReportSection | null {
  const { subgroups } = utility;
  if (subgroups.length === 0) return null;
  const table = dataTable(
    "Groups of patients",
    [
      { text: "Group" },
      { text: "Held-out records", isNumber: true },
      { text: "Distance", isNumber: true },
      { text: "AUROC, learnt from synthetic", isNumber: true },
      { text: "AUROC, learnt from real", isNumber: true },
    ],
    subgroups.map(({ column, level, records, tvd, auroc, realAuroc }) => [
      html`<bdi>${column}</bdi>: <bdi>${level}</bdi>`,
      records === null ? "not reported below 50" : `about ${countText(records)}`,
      figureText(tvd),
      figureText(auroc),
      figureText(realAuroc),
    ]),
  );
  return reportSection(
    "subgroups",
    "Groups of patients",
    "A file may serve the whole well and a group badly. Groups with fewer than 50 held-out records show no figures, to protect the people in them.",
    table,
  );
}
