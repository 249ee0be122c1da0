/** A code as it came, with its system where that is known. */
export type SourceCode = { readonly system?: string | undefined; readonly code: string };

/** Ids for code systems, in both directions. */
export type VocabularyNames = {
  /** The id of a system's URI. */
  idOf(uri: string): string;
  /** The URI of an id; undefined for none. */
  uriOf(id: string): string | undefined;
};

const MAX_CHARACTERS = 50;

/**
 * A code as one source value of at most 50 characters: "LOINC:2857-1"; a code without a system stands alone, after a colon where it holds one itself.
 * undefined for a code that does not fit or holds control characters.
 */
export function writeSourceValue(
  { system, code }: SourceCode,
  names: Pick<VocabularyNames, "idOf">,
): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused.
  if (code === "" || /[\u0000-\u001f]/.test(code)) return undefined;
  const text =
    system === undefined ? (code.includes(":") ? `:${code}` : code) : `${names.idOf(system)}:${code}`;
  return text.length <= MAX_CHARACTERS ? text : undefined;
}

/** The code in a source value; what has no known id before a colon is a code without a system, as other software writes it. */
export function readSourceValue(text: string, names: Pick<VocabularyNames, "uriOf">): SourceCode {
  const colon = text.indexOf(":");
  if (colon === 0) return { code: text.slice(1) };
  const system = colon < 0 ? undefined : names.uriOf(text.slice(0, colon));
  return system === undefined ? { code: text } : { system, code: text.slice(colon + 1) };
}
