import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { legend, type Stroke } from "../charts/legend.ts";
import { type RocCurve, rocCurves } from "../charts/rocCurves.ts";
import { gaussianBound } from "../figures/gaussianBound.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { html } from "../html/html.ts";
import { intervalText } from "../html/intervalText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";

const STROKES: readonly Stroke[] = ["first", "second", "third"];

/** Attacks that ask who was in the data, and the bound of the proof. null with neither. */
export function membershipSection({ privacy }: EvaluationReport): ReportSection | null {
  const { membership, proof } = privacy;
  if (membership.length === 0 && proof === null) return null;
  const strokes = membership.map((_, i) => STROKES[i % STROKES.length]!);
  const curves: RocCurve[] = membership.flatMap(({ roc }, i) =>
    roc.x.length === 0 ? [] : [{ stroke: strokes[i]!, curve: roc }],
  );
  if (proof !== null) curves.push({ stroke: "bound", curve: gaussianBound(proof.mu) });
  const key = legend([
    ...membership.map(({ attack }, i) => ({ stroke: strokes[i]!, text: attack })),
    ...(proof === null ? [] : [{ stroke: "bound" as const, text: "most that the proof allows" }]),
    { stroke: "chance", text: "guessing" },
  ]);
  const drawing = {
    id: "membership-roc",
    title: "Who was in the data: attacks on logarithmic axes",
    description: `${membership
      .map(
        ({ attack, auc, tprAt1PercentFpr }) =>
          `${attack}: AUC ${intervalText(auc)}, ${intervalText(tprAt1PercentFpr)} found at 1 % false alarms`,
      )
      .join(
        "; ",
      )}${proof === null ? "" : `; the proof allows an AUC of ${figureText(proof.maxMembershipAuc)} at most`}.`,
  };
  const table = dataTable(
    "Membership attacks",
    [
      { text: "Attack" },
      { text: "AUC (95 %)", isNumber: true },
      { text: "Found at 1 % false alarms (95 %)", isNumber: true },
    ],
    [
      ...membership.map(({ attack, auc, tprAt1PercentFpr }) => [
        attack,
        intervalText(auc),
        intervalText(tprAt1PercentFpr),
      ]),
      ...(proof === null
        ? []
        : [
            [
              "proved bound, any attack",
              figureText(proof.maxMembershipAuc),
              figureText(proof.maxTprAt1PercentFpr),
            ],
          ]),
    ],
  );
  return reportSection(
    "membership",
    "Who was in the data?",
    "An attacker who knows a patient\u2019s record asks whether it was used. On the diagonal an attack is no better than guessing. " +
      "Axes are logarithmic, so that the few patients an attack may be sure of can be seen.",
    html`${key}<div class="beside"><figure>${rocCurves(
      drawing,
      curves,
      { x: "false alarms", y: "members found" },
      true,
    )}</figure>${table}</div>`,
  );
}
