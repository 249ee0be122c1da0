import { CATALOGUE_CONTEXT } from "./catalogueContext.ts";

const PREFIXES: readonly (readonly [string, string])[] = Object.entries(CATALOGUE_CONTEXT);

/** Full IRI of a prefixed name of CATALOGUE_CONTEXT; anything else comes back as it is. */
export function expandName(name: string): string {
  const colon = name.indexOf(":");
  const base = PREFIXES.find(([prefix]) => prefix === name.slice(0, colon))?.[1];
  return base === undefined ? name : base + name.slice(colon + 1);
}

/** Prefixed name of an IRI where CATALOGUE_CONTEXT has its namespace and the rest is a plain name, else the IRI. */
export function compactIri(iri: string): string {
  const found = PREFIXES.find(
    ([, base]) => iri.startsWith(base) && /^\w[\w-]*$/.test(iri.slice(base.length)),
  );
  return found === undefined ? iri : `${found[0]}:${iri.slice(found[1].length)}`;
}

/** Whether text is an absolute IRI that every RDF syntax can write as it is (RFC 3987; no spaces, quotes, brackets or control characters). */
export function isIri(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not occur.
  return text.length <= 4096 && /^[a-z][a-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`\ud800-\udfff]+$/i.test(text);
}
