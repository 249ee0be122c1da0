import { type Fragment, html, type Markup } from "./html.ts";

/** Terms with their values, as a description list. */
export function factList(facts: readonly (readonly [term: string, value: Fragment])[]): Markup {
  return html`<dl class="facts">${facts.map(
    ([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}
