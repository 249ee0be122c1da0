import { type Fragment, html, type Markup } from "./html.ts";

/** A part that scrolls sideways, by keyboard too, where the page is narrower than it. */
export function scrollBox(label: string, body: Fragment, isNarrow = false): Markup {
  const classes = isNarrow ? "scroll scroll--narrow" : "scroll";
  return html`<div class="${classes}" role="region" aria-label="${label}" tabindex="0">${body}</div>`;
}
