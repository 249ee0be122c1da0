import { html, type Markup } from "../html/html.ts";
import { shortened } from "../html/shortened.ts";
import { place } from "./place.ts";
import { type Drawing, svgFigure } from "./svgFigure.ts";
import { svgText } from "./svgText.ts";

/** One level or bin: shares of the real (null: not shown) and of the synthetic records. */
export type BarPair = { readonly label: string; readonly real: number | null; readonly synthetic: number };

const WIDTH = 350;
const LABEL = 112;
const FIGURES = 84;
/** Right end of the real records' figures; the synthetic ones end with the drawing. */
const REAL_END = WIDTH - 42;
const ROW = 24;
const HEAD = 16;

/**
 * Lying bars, two to a level: an outlined one for real records above a filled one for synthetic, with both percentages beside them, so
 * that nothing hangs on colour.
 */
export function barPair(
  drawing: Pick<Drawing, "id" | "title" | "description">,
  pairs: readonly BarPair[],
): Markup {
  const most = Math.max(1e-9, ...pairs.flatMap(({ real, synthetic }) => [real ?? 0, synthetic]));
  const bar = (kind: "real" | "synthetic", share: number | null, y: number) => {
    if (share === null) return null;
    const width = place((share / most) * (WIDTH - LABEL - FIGURES));
    return html`<rect class="bar bar--${kind}" x="${LABEL}" y="${y}" width="${width}" height="8"/>`;
  };
  const body = pairs.map(({ label, real, synthetic }, row) => {
    const top = HEAD + row * ROW;
    return html`<g><title>${label}</title>${[
      svgText("bar-label", LABEL - 8, top + 15, shortened(label, 19)),
      bar("real", real, top + 2.5),
      bar("synthetic", synthetic, top + 12),
      svgText("bar-figure", REAL_END, top + 15, real === null ? "n/r" : percent(real)),
      svgText("bar-figure bar-figure--synthetic", WIDTH, top + 15, percent(synthetic)),
    ]}</g>`;
  });
  const head = [svgText("bar-head", REAL_END, 9, "real"), svgText("bar-head", WIDTH, 9, "synth.")];
  return svgFigure({ ...drawing, width: WIDTH, height: HEAD + pairs.length * ROW + 2 }, [head, body]);
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
