import { html, type Markup } from "../html/html.ts";
import { shortened } from "../html/shortened.ts";
import { type Drawing, svgFigure } from "./svgFigure.ts";
import { svgText } from "./svgText.ts";

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
  const square = (kind: string, x: number, y: number) =>
    html`<rect class="heat heat--${kind}" x="${x}" y="${y}" width="${CELL}" height="${CELL}"/>`;
  const cells = names.map((_, row) =>
    names.map((_, column) => {
      const [x, y] = [left + column * CELL, top + row * CELL];
      if (row === column) return square("self", x, y);
      const value = row > column ? lower(row, column) : upper(row, column);
      if (value === null) return null;
      const shade = HEAT_STEPS.filter((step) => value >= step).length;
      const figure = shade === HEAT_STEPS.length ? "heat-figure heat-figure--strong" : "heat-figure";
      const text = value.toFixed(2).replace(/^0/, "");
      return [square(String(shade), x, y), svgText(figure, x + CELL / 2, y + CELL / 2 + 4, text, "middle")];
    }),
  );
  const labels = names.map((name, i) => {
    const middle = i * CELL + CELL / 2 + 4;
    const text = shortened(name, 17);
    return [
      svgText("bar-label", left - 8, top + middle, text),
      html`<g transform="translate(${left + middle} ${top - 8}) rotate(-55)">${svgText("bar-label", 0, 0, text, "start")}</g>`,
    ];
  });
  // Room at the right for the last slanting name.
  return svgFigure({ ...drawing, width: left + size + 4 * longest, height: top + size + 2 }, [cells, labels]);
}
