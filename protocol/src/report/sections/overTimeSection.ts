import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

/** Whole patients: how their rows over time compare with those of held-out patients. Null for a file of other things. */
export function overTimeSection({ overTime }: EvaluationReport): ReportSection | null {
  if (overTime === undefined) return null;
  const { patients, violations, tables } = overTime;
  const written = tables.filter(({ rows }) => rows > 0);
  const distances =
    written.length > 0 &&
    dataTable(
      "Distance of tables to held-out patients",
      [
        { text: "Table" },
        { text: "Rows", isNumber: true },
        { text: "Rows per patient", isNumber: true },
        { text: "What, by time", isNumber: true },
        { text: "Days between", isNumber: true },
        { text: "What follows what", isNumber: true },
      ],
      written.map(({ table, rows, rowsPerPatient, codes, gaps, transitions }) => [
        table,
        String(rows),
        figureText(rowsPerPatient),
        figureText(codes),
        figureText(gaps),
        figureText(transitions),
      ]),
    );
  const lags = tables.flatMap(({ table, lag }) => lag.map((each) => ({ ...each, table })));
  const correlations =
    lags.length > 0 &&
    dataTable(
      "Correlation of a number with its patient's earlier one",
      [
        { text: "Number" },
        { text: "Values back", isNumber: true },
        { text: "Real", isNumber: true },
        { text: "Synthetic", isNumber: true },
      ],
      lags.map(({ of, lag, real, synthetic }) => [of, String(lag), figureText(real), figureText(synthetic)]),
    );
  return reportSection(
    "over-time",
    "Patients over time",
    `${patients} whole patients. Keys that point nowhere, days out of order and numbers that do not add up: ${violations}. All figures outside this part are of one row per patient: the record, and what sums up the patient's tables.`,
    [distances, correlations],
  );
}
