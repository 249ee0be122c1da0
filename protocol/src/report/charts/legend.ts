import { html, type Markup } from "../html/html.ts";

/** How a line, bar or dot is drawn: `real` and `synthetic` everywhere the same; attacks differ by their dashes. */
export type Stroke = "real" | "synthetic" | "chance" | "bound" | "first" | "second" | "third";

/** Key to a drawing: what each kind of line or bar stands for. */
export function legend(
  entries: readonly { readonly stroke: Stroke; readonly text: string; readonly isBar?: boolean }[],
): Markup {
  return html`<ul class="legend">${entries.map(
    ({ stroke, text, isBar }) =>
      html`<li><svg viewBox="0 0 28 12" aria-hidden="true">${
        isBar === true
          ? html`<rect class="bar bar--${stroke}" x="2" y="2" width="24" height="8"/>`
          : html`<path class="line line--${stroke}" d="M1 6H27"/>`
      }</svg>${text}</li>`,
  )}</ul>`;
}
