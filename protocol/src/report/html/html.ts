import { escapeText } from "./escapeText.ts";

/** Text that is markup already; only `html` and `rawMarkup` make it. */
export type Markup = { readonly markup: string };

/** What may stand in a template: text is escaped, markup is not, lists are joined, null and false are nothing. */
export type Fragment = Markup | string | number | null | undefined | false | readonly Fragment[];

/**
 * Tagged template for HTML and SVG. Every value is escaped so that it can stand as text and inside a quoted attribute; nothing else in
 * this folder may build markup from values.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Fragment[]): Markup {
  let markup = strings[0]!;
  values.forEach((value, i) => {
    markup += rendered(value) + strings[i + 1]!;
  });
  return { markup };
}

function rendered(value: Fragment): string {
  if (value === null || value === undefined || value === false) return "";
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  if ("markup" in value) return value.markup;
  return value.map(rendered).join("");
}
