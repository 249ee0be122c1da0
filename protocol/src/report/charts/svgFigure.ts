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
  return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-name ${id}-words" style="max-width:${width}px"><title id="${id}-name">${title}</title><desc id="${id}-words">${description}</desc>${body}</svg>`;
}
