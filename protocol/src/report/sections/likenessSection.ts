import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { html } from "../html/html.ts";
import { intervalText } from "../html/intervalText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

/** Likeness of the whole table: distances beside what other real records reach, and what models and neighbours see. */
export function likenessSection({ fidelity }: EvaluationReport): ReportSection {
  const { tvd, ceiling } = fidelity;
  const distances = dataTable(
    "Distance to held-out real records",
    [
      { text: "Tables of" },
      { text: "Synthetic", isNumber: true },
      { text: "Other real records", isNumber: true },
    ],
    [
      ["one column", figureText(tvd.oneWay), figureText(ceiling.oneWay)],
      ["two columns", figureText(tvd.twoWay), figureText(ceiling.twoWay)],
      ["three columns", figureText(tvd.threeWay), figureText(ceiling.threeWay)],
    ],
  );
  const figures: [name: string, value: string, ideal: string][] = [
    ["Telling real from synthetic, AUC (C2ST)", intervalText(fidelity.c2st), "0.5"],
    ["Propensity score error (pMSE)", figureText(fidelity.pMse, 5), "0"],
    ["pMSE against chance", figureText(fidelity.pMseRatio, 2), "1"],
    ["Mean Kolmogorov-Smirnov distance", figureText(fidelity.meanKs), "0"],
    ["Mean Wasserstein distance", figureText(fidelity.meanWasserstein), "0"],
    ["Mean difference of associations", figureText(fidelity.associationDifference), "0"],
    ["Maximum mean discrepancy", figureText(fidelity.mmd, 5), "0"],
    ["Alpha-precision", figureText(fidelity.alphaPrecision), "1"],
    ["Beta-recall", figureText(fidelity.betaRecall), "as real"],
    ["Authenticity", figureText(fidelity.authenticity), "as real"],
    ["Precision of neighbourhoods", figureText(fidelity.precision), "1"],
    ["Recall of neighbourhoods", figureText(fidelity.recall), "1"],
    ["Density", figureText(fidelity.density), "1"],
    ["Coverage", figureText(fidelity.coverage), "1"],
  ];
  const known = figures.filter(([, value]) => value !== figureText(null));
  const others =
    known.length > 0 &&
    dataTable(
      "Likeness of whole records",
      [{ text: "Measure" }, { text: "Found", isNumber: true }, { text: "Best", isNumber: true }],
      known,
    );
  const alarm =
    fidelity.copyingAlarm &&
    html`<p class="alarm"><strong>Copying alarm.</strong> A model tells real from synthetic worse than chance.
That happens when synthetic records sit on top of the training records.</p>`;
  return reportSection(
    "likeness",
    "The table as a whole",
    "A distance of 0 means the same shares, 1 that nothing is shared. Two samples of real records differ as well: that is the best a file can reach.",
    [alarm, distances, others],
  );
}
