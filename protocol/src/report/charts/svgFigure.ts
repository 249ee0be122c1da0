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

/** An SVG that assistive technology reads as one picture with a name and a description. It scales to its container. */
export function svgFigure(drawing: Drawing, body: Fragment): Markup {
  const { id, title, description, width, height } = drawing;
  const [name, words] = [`${id}-name`, `${id}-words`];
  const size = html`viewBox="0 0 ${width} ${height}" style="max-width:${width}px"`;
  return html`<svg ${size} role="img" aria-labelledby="${name} ${words}">
<title id="${name}">${title}</title><desc id="${words}">${description}</desc>${body}</svg>`;
}
