import { niceTicks } from "../figures/niceTicks.ts";
import { thinned } from "../figures/thinned.ts";
import { html, type Markup } from "../html/html.ts";
import { curvePath } from "./curvePath.ts";
import { PLOT, plotFrame } from "./plotFrame.ts";
import { type Drawing, svgFigure } from "./svgFigure.ts";

type Curve = { readonly x: readonly number[]; readonly y: readonly number[] };

/** Two survival curves (0 to 1) over time from 0: real dashed, synthetic solid. */
export function stepCurves(
  drawing: Pick<Drawing, "id" | "title" | "description">,
  curves: { readonly real: Curve; readonly synthetic: Curve },
  timeName: string,
): Markup {
  const longest = Math.max(0, ...[curves.real, curves.synthetic].map(({ x }) => x.at(-1) ?? 0));
  const ticks = niceTicks(0, longest, 5).map((at) => ({ at, text: String(at) }));
  const shares = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, text: `${at * 100} %` }));
  const { grid, toX, toY } = plotFrame(
    { name: timeName, low: 0, high: longest, ticks },
    { name: "still without the event", low: 0, high: 1, ticks: shares },
  );
  const path = (curve: Curve) => {
    const { x, y } = thinned(curve);
    const start: [number, number][] = x[0] === 0 ? [] : [[toX(0), toY(1)]];
    return curvePath([...start, ...x.map((time, i): [number, number] => [toX(time), toY(y[i]!)])], true);
  };
  return svgFigure(
    { ...drawing, width: PLOT.width, height: PLOT.height },
    html`${grid}<path class="line line--synthetic" d="${path(curves.synthetic)}"/><path class="line line--real" d="${path(curves.real)}"/>`,
  );
}
