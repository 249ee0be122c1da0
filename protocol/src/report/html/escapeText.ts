const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Control characters, and those that turn the direction of writing: a column's name must not rearrange the words around it.
 * They become U+FFFD. Built from code points, so that none of them stands in this file.
 */
const UNPRINTABLE = new RegExp(
  `[${[
    [0, 8],
    [0xb, 0x1f],
    [0x7f, 0x9f],
    [0x200e, 0x200f],
    [0x202a, 0x202e],
    [0x2066, 0x2069],
  ]
    .map(([from, to]) => `${String.fromCharCode(from!)}-${String.fromCharCode(to!)}`)
    .join("")}]`,
  "g",
);

/** Text as it can stand between tags and in a quoted attribute of HTML and SVG. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(UNPRINTABLE, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
