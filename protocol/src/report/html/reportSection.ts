import { type Fragment, html, type Markup } from "./html.ts";

/** A chapter of the report: what the list of contents and the page need to know. */
export type ReportSection = { readonly id: string; readonly title: string; readonly markup: Markup };

/** A chapter with its heading and a sentence that says what it shows. */
export function reportSection(id: string, title: string, lead: Fragment, body: Fragment): ReportSection {
  const markup = html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
<p class="lead">${lead}</p>
${body}
</section>
`;
  return { id, title, markup };
}
