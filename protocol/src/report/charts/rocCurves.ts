import { decimalLog } from "../figures/decimalLog.ts";
import { thinned } from "../figures/thinned.ts";
import { html, type Markup } from "../html/html.ts";
import { curvePath } from "./curvePath.ts";
import type { Stroke } from "./legend.ts";
import { place } from "./place.ts";
import { type Axis, PLOT, plotFrame } from "./plotFrame.ts";
import { type Drawing, svgFigure } from "./svgFigure.ts";

/** A ROC: x false positive, y true positive rates. */
export type RocCurve = {
  readonly stroke: Stroke;
  readonly curve: { readonly x: readonly number[]; readonly y: readonly number[] };
};

/** Rates below this are drawn at it on the logarithmic axes. */
const FLOOR = 0.001;

/**
 * ROC curves with the diagonal of chance. `logarithmic` draws both axes from 0.1 % to 100 %, where the few records an attack is sure of
 * can be seen (Carlini et al. 2022, figure 2), and marks a false positive rate of 1 %.
 */
export function rocCurves(
  drawing: Pick<Drawing, "id" | "title" | "description">,
  curves: readonly RocCurve[],
  names: { readonly x: string; readonly y: string },
  logarithmic = false,
): Markup {
  const to = (rate: number) => (logarithmic ? decimalLog(Math.max(FLOOR, rate)) : rate);
  const low = to(0);
  const rates = logarithmic ? [0.001, 0.01, 0.1, 1] : [0, 0.25, 0.5, 0.75, 1];
  const ticks = rates.map((rate) => ({ at: to(rate), text: `${Number((rate * 100).toFixed(1))} %` }));
  const axis = (name: string): Axis => ({ name, low, high: to(1), ticks });
  const { grid, toX, toY } = plotFrame(axis(names.x), axis(names.y));
  const path = ({ x, y }: RocCurve["curve"]) => {
    // What lies left of a logarithmic axis is not drawn along its edge.
    const first = Math.max(0, logarithmic ? x.findLastIndex((rate) => rate <= FLOOR) : 0);
    return curvePath(x.slice(first).map((rate, i) => [toX(to(rate)), toY(to(y[first + i]!))]));
  };
  // The diagonal is straight on both kinds of axes.
  const chance = { x: [0, 1], y: [0, 1] };
  const mark =
    logarithmic &&
    html`<path class="mark" d="M${place(toX(to(0.01)))} ${PLOT.top}V${PLOT.height - PLOT.bottom}"/>`;
  return svgFigure(
    { ...drawing, width: PLOT.width, height: PLOT.height },
    html`${grid}${mark}<path class="line line--chance" d="${path(chance)}"/>${curves.map(
      ({ stroke, curve }) => html`<path class="line line--${stroke}" d="${path(thinned(curve))}"/>`,
    )}`,
  );
}
