import { type Fragment, html } from "../html/html.ts";
import { place } from "./place.ts";
import { svgText } from "./svgText.ts";

/** One axis: places from `low` to `high` in its own units, labelled at `ticks`. */
export type Axis = {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
};

/** Drawing units of a plot: the outer size, and where its axes are. */
export const PLOT = { width: 440, height: 350, left: 48, right: 24, top: 30, bottom: 46 } as const;

/** The grid and labels of a plot, and the maps from units of the axes to the drawing. */
export function plotFrame(
  x: Axis,
  y: Axis,
): {
  readonly grid: Fragment;
  readonly toX: (value: number) => number;
  readonly toY: (value: number) => number;
} {
  const { width, height, left, right, top, bottom } = PLOT;
  const span = (axis: Axis) => (axis.high > axis.low ? axis.high - axis.low : 1);
  const toX = (value: number) => left + ((value - x.low) / span(x)) * (width - left - right);
  const toY = (value: number) => height - bottom - ((value - y.low) / span(y)) * (height - top - bottom);
  const [farRight, floor] = [width - right, height - bottom];
  const grid = [
    y.ticks.map(({ at }) => html`<path class="grid-line" d="M${left} ${place(toY(at))}H${farRight}"/>`),
    html`<path class="axis" d="M${left} ${floor}H${farRight}"/>`,
    y.ticks.map(({ at, text }) => svgText("tick", left - 7, toY(at) + 4, text)),
    x.ticks.map(({ at, text }) => svgText("tick", toX(at), floor + 17, text, "middle")),
    svgText("axis-name", farRight, height - 8, x.name),
    svgText("axis-name", 0, 12, y.name, "start"),
  ];
  return { grid, toX, toY };
}
