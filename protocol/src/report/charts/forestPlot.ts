import { html, type Markup } from "../html/html.ts";
import { shortened } from "../html/shortened.ts";
import { place } from "./place.ts";
import { type Drawing, svgFigure } from "./svgFigure.ts";
import { svgText } from "./svgText.ts";

/** An estimate on the axis' scale with its limits; low = high = value where there are none. */
export type ForestEstimate = { readonly value: number; readonly low: number; readonly high: number };
/** One line: the same quantity from real and from synthetic records, each also in words. */
export type ForestRow = {
  readonly label: string;
  readonly real: ForestEstimate | null;
  readonly synthetic: ForestEstimate | null;
  readonly realText: string;
  readonly syntheticText: string;
};

const WIDTH = 860;
const LEFT = 200;
const RIGHT = 660;
const ROW = 44;
const HEAD = 24;

/**
 * Estimates with 95 % intervals, line by line: a hollow square for real records above a filled dot for synthetic ones, both also in figures.
 * `reference` is the value of no effect; `ticks` are labelled places on the axis. Intervals are cut at the axis' ends.
 */
export function forestPlot(
  drawing: Pick<Drawing, "id" | "title" | "description">,
  rows: readonly ForestRow[],
  axis: {
    readonly ticks: readonly { readonly at: number; readonly text: string }[];
    readonly reference: number;
  },
): Markup {
  const places = axis.ticks.map(({ at }) => at);
  const [low, high] = [Math.min(...places), Math.max(...places)];
  const toX = (value: number) =>
    LEFT + ((Math.min(high, Math.max(low, value)) - low) / (high > low ? high - low : 1)) * (RIGHT - LEFT);
  const bottom = HEAD + rows.length * ROW;
  const estimate = (given: ForestEstimate | null, y: number, stroke: "real" | "synthetic") => {
    if (given === null) return null;
    const x = toX(given.value);
    return html`<path class="whisker whisker--${stroke}" d="M${place(toX(given.low))} ${y}H${place(toX(given.high))}"/>${
      stroke === "real"
        ? html`<rect class="dot dot--real" x="${place(x - 4)}" y="${y - 4}" width="8" height="8"/>`
        : html`<circle class="dot dot--synthetic" cx="${place(x)}" cy="${y}" r="4.5"/>`
    }`;
  };
  const body = rows.map(({ label, real, synthetic, realText, syntheticText }, row) => {
    const y = HEAD + row * ROW;
    return html`<g><title>${label}</title><path class="rule" d="M0 ${y}H${WIDTH}"/>${[
      svgText("forest-label", 0, y + 26, shortened(label, 28), "start"),
      estimate(real, y + 14, "real"),
      estimate(synthetic, y + 30, "synthetic"),
      svgText("bar-figure", WIDTH, y + 18, realText),
      svgText("bar-figure bar-figure--synthetic", WIDTH, y + 34, syntheticText),
    ]}</g>`;
  });
  const upright = (at: number) => `M${place(toX(at))} ${HEAD}V${bottom}`;
  const scale = axis.ticks.map(({ at, text }) => [
    html`<path class="grid-line" d="${upright(at)}"/>`,
    svgText("tick", toX(at), 14, text, "middle"),
  ]);
  const reference = html`<path class="line line--chance" d="${upright(axis.reference)}"/>`;
  return svgFigure({ ...drawing, width: WIDTH, height: bottom + 4 }, [scale, reference, body]);
}
