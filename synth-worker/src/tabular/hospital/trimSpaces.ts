/** A text without the spaces around it, as DuckDB's trim: characters of the Unicode category Zs, not tabs or line ends. */
export function trimSpaces(text: string): string {
  return text.replace(/^\p{Zs}+|\p{Zs}+$/gu, "");
}
