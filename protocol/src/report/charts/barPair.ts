import { html, type Markup } from "../html/html.ts";
import { shortened } from "../html/shortened.ts";
import { place } from "./place.ts";
import { type Drawing, svgFigure } from "./svgFigure.ts";

/** One level or bin: shares of the real (null: not shown) and of the synthetic records. */
export type BarPair = { readonly label: string; readonly real: number | null; readonly synthetic: number };

const WIDTH = 350;
const LABEL = 112;
const FIGURES = 84;
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
  const length = (share: number) => place((share / most) * (WIDTH - LABEL - FIGURES));
  const body = pairs.map(({ label, real, synthetic }, row) => {
    const top = HEAD + row * ROW;
    return html`<g><title>${label}</title><text class="bar-label" x="${LABEL - 8}" y="${top + 15}" text-anchor="end">${shortened(label, 19)}</text>${
      real !== null &&
      html`<rect class="bar bar--real" x="${LABEL}" y="${top + 2.5}" width="${length(real)}" height="8"/>`
    }<rect class="bar bar--synthetic" x="${LABEL}" y="${top + 12}" width="${length(synthetic)}" height="8"/><text class="bar-figure" x="${WIDTH - 42}" y="${top + 15}" text-anchor="end">${real === null ? "n/r" : percent(real)}</text><text class="bar-figure bar-figure--synthetic" x="${WIDTH}" y="${top + 15}" text-anchor="end">${percent(synthetic)}</text></g>`;
  });
  const head = html`<g class="bar-head"><text x="${WIDTH - 42}" y="9" text-anchor="end">real %</text><text x="${WIDTH}" y="9" text-anchor="end">synth.</text></g>`;
  return svgFigure({ ...drawing, width: WIDTH, height: HEAD + pairs.length * ROW + 2 }, [head, ...body]);
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
