import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { forestPlot } from "../charts/forestPlot.ts";
import { legend } from "../charts/legend.ts";
import { rocCurves } from "../charts/rocCurves.ts";
import { dataTable } from "../html/dataTable.ts";
import { figureText } from "../html/figureText.ts";
import { type Fragment, html, type Markup } from "../html/html.ts";
import { intervalText } from "../html/intervalText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";
import { scrollBox } from "../html/scrollBox.ts";

type Task = EvaluationReport["utility"]["tasks"][number];

/** Learning from synthetic instead of real records: figures, ROC and calibration of every task. null without tasks. */
export function tasksSection({ utility }: EvaluationReport): ReportSection | null {
  const { tasks } = utility;
  if (tasks.length === 0) return null;
  const table = dataTable(
    "Models judged on the same held-out real records",
    [
      { text: "Task" },
      { text: "Learnt from" },
      { text: "AUROC (95 %)", isNumber: true },
      { text: "Brier", isNumber: true },
      { text: "Calibration slope", isNumber: true },
      { text: "R\u00b2", isNumber: true },
    ].filter(
      ({ text }) =>
        text !== "R\u00b2" || tasks.some(({ real, synthetic }) => real.r2 !== null || synthetic.r2 !== null),
    ),
    tasks.flatMap((task) => [
      line(task, "synthetic", task.synthetic, tasks),
      line(task, "real", task.real, tasks),
    ]),
  );
  const curves = tasks.flatMap((task, place) => roc(task, place) ?? []);
  const drawn =
    curves.length > 0 &&
    html`${legend([
      { stroke: "synthetic", text: "learnt from synthetic" },
      { stroke: "real", text: "learnt from real" },
      { stroke: "chance", text: "guessing" },
    ])}<div class="plots">${curves}</div>`;
  return reportSection(
    "tasks",
    "Learning from it",
    "Each model learns twice, from synthetic and from real records, and predicts for real patients that neither saw. The closer the two, the more useful the file.",
    [table, drawn, calibration(tasks)],
  );
}

function nameOf({ target, positive, learner }: Task): string {
  return `${positive === null ? target : `${target} = ${positive}`}, ${learner}`;
}

function line(task: Task, from: string, learnt: Task["real"], tasks: readonly Task[]): readonly Fragment[] {
  const hasR2 = tasks.some(({ real, synthetic }) => real.r2 !== null || synthetic.r2 !== null);
  return [
    html`<bdi>${nameOf(task)}</bdi>`,
    from,
    intervalText(learnt.auroc),
    figureText(learnt.brier),
    figureText(learnt.calibrationSlope, 2),
    ...(hasR2 ? [figureText(learnt.r2)] : []),
  ];
}

function roc(task: Task, place: number): Markup | null {
  const curves = (["synthetic", "real"] as const).flatMap((from) => {
    const curve = task[from].roc;
    return curve === null || curve.x.length === 0 ? [] : [{ stroke: from, curve }];
  });
  if (curves.length === 0) return null;
  const name = nameOf(task);
  const drawing = {
    id: `roc-${place}`,
    title: `ROC of ${name}`,
    description: `AUROC learnt from synthetic ${intervalText(task.synthetic.auroc)}, from real ${intervalText(task.real.auroc)}.`,
  };
  return html`<figure><figcaption><h3><bdi>${name}</bdi></h3></figcaption>${rocCurves(drawing, curves, {
    x: "false alarms",
    y: "cases found",
  })}</figure>`;
}

/** Calibration slopes on one axis, 1 being right: below it predictions are too extreme, above too timid. */
function calibration(tasks: readonly Task[]): Fragment {
  const known = tasks.filter(
    ({ real, synthetic }) => real.calibrationSlope !== null || synthetic.calibrationSlope !== null,
  );
  if (known.length === 0) return null;
  const point = (slope: number | null) => (slope === null ? null : { value: slope, low: slope, high: slope });
  const rows = known.map((task) => ({
    label: nameOf(task),
    real: point(task.real.calibrationSlope),
    synthetic: point(task.synthetic.calibrationSlope),
    realText: `real ${figureText(task.real.calibrationSlope, 2)}`,
    syntheticText: `synthetic ${figureText(task.synthetic.calibrationSlope, 2)}`,
  }));
  const ticks = [0, 0.5, 1, 1.5, 2].map((at) => ({ at, text: String(at) }));
  const drawing = {
    id: "calibration",
    title: "Calibration slopes",
    description: rows.map((row) => `${row.label}: ${row.realText}, ${row.syntheticText}`).join("; "),
  };
  const plot = forestPlot(drawing, rows, { ticks, reference: 1 });
  return html`<figure class="forest"><figcaption><h3>Calibration slope</h3>
<p class="note">1 is right. Below it, predictions are too extreme; above, too timid.</p></figcaption>${scrollBox(
    "Calibration slopes",
    html`<div class="wide">${plot}</div>`,
  )}</figure>`;
}
