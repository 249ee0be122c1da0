import { html, type Markup } from "../html/html.ts";
import { place } from "./place.ts";

/** A word or figure in a drawing, its right end (or start, or middle) at x and its foot at y. */
export function svgText(
  className: string,
  x: number,
  y: number,
  text: string,
  anchor: "start" | "middle" | "end" = "end",
): Markup {
  const side = anchor === "start" ? null : html` text-anchor="${anchor}"`;
  return html`<text class="${className}" x="${place(x)}" y="${place(y)}"${side}>${text}</text>`;
}
