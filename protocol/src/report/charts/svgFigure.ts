import { type Fragment, html, type Markup } from "../html/html.ts";

/** What a drawing is called, what it shows in words, and its size in drawing units. */
export type Drawing = {
  /** Unique in the document. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly height: number;
};

/** An SVG that assistive technology reads as one picture with a name and a description. It shrinks with its container. */
export function svgFigure(drawing: Drawing, body: Fragment): Markup {
  const { id, title, description, width, height } = drawing;
  const [name, words] = [`${id}-name`, `${id}-words`];
  // An attribute and no style: a page that allows no inline style can show the report too.
  const size = html`class="figure" viewBox="0 0 ${width} ${height}" width="${width}"`;
  return html`<svg ${size} role="img" aria-labelledby="${name} ${words}">
<title id="${name}">${title}</title><desc id="${words}">${description}</desc>${body}</svg>`;
}
