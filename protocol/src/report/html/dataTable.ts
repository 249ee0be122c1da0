import { type Fragment, html, type Markup } from "./html.ts";
import { scrollBox } from "./scrollBox.ts";

/** A column's heading; numbers stand at the right in figures of one width. */
export type TableHeading = { readonly text: string; readonly isNumber?: boolean };

/** A table with a caption. The first cell of a row names it. It scrolls sideways where the page is too narrow. */
export function dataTable(
  caption: string,
  headings: readonly TableHeading[],
  rows: readonly (readonly Fragment[])[],
): Markup {
  const classes = headings.map(({ isNumber }) => (isNumber === true ? "number" : "words"));
  const body = rows.map(
    ([first, ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell, i) => {
      const kind = cell === "not reported" ? "none" : classes[i + 1];
      return html`<td class="${kind}">${cell}</td>`;
    })}</tr>
`,
  );
  const table = html`<table>
<caption>${caption}</caption>
<thead><tr>${headings.map(({ text }, i) => html`<th scope="col" class="${classes[i]}">${text}</th>`)}</tr></thead>
<tbody>${body}</tbody>
</table>`;
  return scrollBox(caption, table, headings.length < 5);
}
