const MAX_WORDS = 8;

/** Text in the form in which words are compared: lower case, without accents (NFKD, marks taken off). */
export function foldText(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The first 8 words that are searched for, folded: runs of letters and digits. */
export function searchWords(text: string | null | undefined): readonly string[] {
  return (
    foldText(text ?? "")
      .match(/[\p{L}\p{N}]+/gu)
      ?.slice(0, MAX_WORDS) ?? []
  );
}

/**
 * PostgreSQL text query for entries that have a word beginning with each of the searched words, null without a word. Words are letters and
 * digits only, so nothing of the query language can come in.
 */
export function searchQuery(text: string | null | undefined): string | null {
  const words = searchWords(text);
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(" & ");
}
