import { html, type Markup } from "../html/html.ts";
import { shortened } from "../html/shortened.ts";
import { place } from "./place.ts";
import { type Drawing, svgFigure } from "./svgFigure.ts";

/** Upper ends of the shades but the last, which is open. */
export const HEAT_STEPS = [0.02, 0.05, 0.1, 0.2] as const;

const CELL = 46;

/**
 * A square of columns by columns: below the diagonal `lower`, above it `upper`, each figure written into its shaded cell (without the
 * leading 0). Cells with null are empty.
 */
export function heatMap(
  drawing: Pick<Drawing, "id" | "title" | "description">,
  names: readonly string[],
  lower: (row: number, column: number) => number | null,
  upper: (row: number, column: number) => number | null,
): Markup {
  const size = names.length * CELL;
  // Slanting names: about 5 units a letter upwards and 4 to the right.
  const longest = Math.max(...names.map((name) => shortened(name, 17).length));
  const top = 20 + 5 * longest;
  const left = 16 + 6 * longest;
  const cells = names.map((_, row) =>
    names.map((_, column) => {
      const [x, y] = [left + column * CELL, top + row * CELL];
      if (row === column)
        return html`<rect class="heat heat--self" x="${x}" y="${y}" width="${CELL}" height="${CELL}"/>`;
      const value = row > column ? lower(row, column) : upper(row, column);
      if (value === null) return null;
      const shade = HEAT_STEPS.filter((step) => value >= step).length;
      return html`<rect class="heat heat--${shade}" x="${x}" y="${y}" width="${CELL}" height="${CELL}"/><text class="heat-figure${shade === HEAT_STEPS.length && " heat-figure--strong"}" x="${x + CELL / 2}" y="${y + CELL / 2 + 4}" text-anchor="middle">${value.toFixed(2).replace(/^0/, "")}</text>`;
    }),
  );
  const labels = names.map((name, i) => {
    const middle = i * CELL + CELL / 2;
    return html`<text class="bar-label" x="${left - 8}" y="${place(top + middle + 4)}" text-anchor="end">${shortened(name, 17)}</text><text class="bar-label" transform="translate(${place(left + middle + 4)} ${top - 8}) rotate(-55)">${shortened(name, 17)}</text>`;
  });
  // Room at the right for the last slanting name.
  return svgFigure({ ...drawing, width: left + size + 4 * longest, height: top + size + 2 }, [
    ...cells,
    ...labels,
  ]);
}
