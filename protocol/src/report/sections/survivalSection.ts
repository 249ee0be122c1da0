import type { EvaluationReport } from "../../messages/evaluationReport.ts";
import { forestPlot } from "../charts/forestPlot.ts";
import { legend } from "../charts/legend.ts";
import { stepCurves } from "../charts/stepCurves.ts";
import { decimalLog } from "../figures/decimalLog.ts";
import { exponential } from "../figures/exponential.ts";
import { factList } from "../html/factList.ts";
import { figureText } from "../html/figureText.ts";
import { type Fragment, html, type Markup } from "../html/html.ts";
import { percentText } from "../html/percentText.ts";
import { type ReportSection, reportSection } from "../html/reportSection.ts";
import { scrollBox } from "../html/scrollBox.ts";

type Survival = EvaluationReport["utility"]["survival"][number];
type Hazard = Survival["hazards"][number];

/** 97.5 % quantile of the standard normal. */
const Z = 1.959963984540054;
/** Ticks of hazard ratios; an axis takes those its intervals reach. */
const RATIOS = [0.1, 0.2, 0.5, 1, 2, 5, 10];

/** Survival curves and hazard ratios from real and from synthetic records. null without a time and an event. */
export function survivalSection({ utility }: EvaluationReport): ReportSection | null {
  if (utility.survival.length === 0) return null;
  const key = legend([
    { stroke: "synthetic", text: "synthetic" },
    { stroke: "real", text: "real, held out" },
  ]);
  return reportSection(
    "survival",
    "Survival",
    "Whether somebody who studies survival with this file comes to the conclusions that real records give.",
    [key, utility.survival.map(analysis)],
  );
}

function analysis(survival: Survival, place: number): Markup {
  const { time, event, kaplanMeier, hazards } = survival;
  const facts: [string, Fragment][] = [
    ["Mean distance of the curves", percentText(survival.kaplanMeierDistance)],
    ["Log-rank p", survival.logRankP < 0.001 ? "below 0.001" : figureText(survival.logRankP)],
    ["Mean overlap of intervals", figureText(survival.meanIntervalOverlap, 2)],
    [
      "Real ratios inside synthetic intervals",
      hazards.length === 0
        ? figureText(null)
        : `${hazards.filter(({ covered }) => covered).length} of ${hazards.length}`,
    ],
    ["Largest difference, in standard errors", figureText(survival.maxStandardisedDifference, 2)],
    ["Calibration slope", figureText(survival.calibrationSlope, 2)],
    ["Harrell C, learnt from synthetic / real", both(survival.harrellC)],
    ["Uno C, learnt from synthetic / real", both(survival.unoC)],
  ];
  const curves = stepCurves(
    {
      id: `survival-${place}`,
      title: `Kaplan-Meier curves of ${event} over ${time}`,
      description: `Share without the event over time; the curves are ${percentText(survival.kaplanMeierDistance)} apart on average.`,
    },
    kaplanMeier,
    time,
  );
  return html`<div class="survival"><figure><figcaption><h3>Time to <bdi>${event}</bdi></h3></figcaption>${curves}</figure>${factList(
    facts.filter(([, value]) => value !== figureText(null)),
  )}</div>${hazards.length > 0 && hazardRatios(hazards, event, place)}`;
}

function both({
  synthetic,
  real,
}: {
  readonly synthetic: number | null;
  readonly real: number | null;
}): string {
  return synthetic === null && real === null
    ? figureText(null)
    : `${figureText(synthetic)} / ${figureText(real)}`;
}

function hazardRatios(hazards: readonly Hazard[], event: string, place: number): Markup {
  const interval = ({ logHazardRatio, standardError }: Hazard["real"]) => ({
    value: logHazardRatio,
    low: logHazardRatio - Z * standardError,
    high: logHazardRatio + Z * standardError,
  });
  const rows = hazards.map(({ term, real, synthetic, covered }) => ({
    label: term,
    real: interval(real),
    synthetic: interval(synthetic),
    realText: `real ${ratios(interval(real))}`,
    syntheticText: `synth. ${ratios(interval(synthetic))}${covered ? "" : " !"}`,
  }));
  const all = rows.flatMap(({ real, synthetic }) => [real, synthetic]);
  const [low, high] = [Math.min(...all.map((e) => e.low)), Math.max(...all.map((e) => e.high))];
  const logs = RATIOS.map((ratio) => decimalLog(ratio) * Math.LN10);
  const ticks = RATIOS.map((ratio, i) => ({ at: logs[i]!, text: String(ratio) })).filter(
    ({ at }, i) => at === 0 || ((logs[i - 1] ?? low) <= high && (logs[i + 1] ?? high) >= low),
  );
  const drawing = {
    id: `hazards-${place}`,
    title: `Hazard ratios of ${event}`,
    description: rows.map((row) => `${row.label}: ${row.realText}, ${row.syntheticText}`).join("; "),
  };
  const plot = forestPlot(drawing, rows, { ticks, reference: 0 });
  return html`<figure class="forest"><figcaption><h3>Hazard ratios of <bdi>${event}</bdi></h3>
<p class="note">Cox model with 95 % intervals, logarithmic axis; 1 is no effect.
\u201c!\u201d marks a synthetic interval that misses the real estimate.</p></figcaption>${scrollBox(
    "Hazard ratios",
    html`<div class="wide">${plot}</div>`,
  )}</figure>`;
}

function ratios({ value, low, high }: { value: number; low: number; high: number }): string {
  const [at, from, to] = [value, low, high].map((log) => ratio(exponential(log)));
  return `${at} (${from} to ${to})`;
}

function ratio(value: number): string {
  return value >= 1000 ? "over 1000" : value >= 10 ? value.toFixed(0) : value.toFixed(2);
}
