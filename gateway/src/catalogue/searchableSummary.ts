import { type CatalogueDocument, type CatalogueSummary, summariseCatalogueEntry } from "@symbolon/protocol";
import { entryFacets, type FacetValue } from "./entryFacets.ts";
import { foldText } from "./searchWords.ts";

const MAX_TITLE_LENGTH = 300;
const MAX_DESCRIPTION_LENGTH = 10_000;
/** PostgreSQL refuses a tsvector above 1 MiB. */
const MAX_SEARCH_LENGTH = 100_000;

/** What a list shows of an entry, the words it is found by (folded; those of title and keywords apart too) and its facet values. */
export type SearchableSummary = CatalogueSummary & {
  readonly titleText: string;
  readonly keywordText: string;
  readonly searchText: string;
  readonly facets: readonly FacetValue[];
};

/**
 * Summary of an entry with every literal of it as search text (title, keywords, names of variables, population and so on). Texts are cut to
 * sane lengths and lose NUL characters, which PostgreSQL cannot hold.
 */
export function searchableSummary(entry: CatalogueDocument): SearchableSummary {
  const summary = summariseCatalogueEntry(entry);
  const words: string[] = [];
  collect(entry, words);
  return {
    ...summary,
    title: clean(summary.title, MAX_TITLE_LENGTH),
    description: clean(summary.description, MAX_DESCRIPTION_LENGTH),
    licence: summary.licence === null ? null : clean(summary.licence, MAX_TITLE_LENGTH),
    titleText: clean(foldText(summary.title), MAX_TITLE_LENGTH),
    keywordText: clean(foldText(summary.keywords.join(" ")), MAX_DESCRIPTION_LENGTH),
    searchText: clean(foldText(words.join(" ")), MAX_SEARCH_LENGTH),
    facets: entryFacets(entry),
  };
}

/** Literals only: plain strings and @value, not IRIs, types or the context. */
function collect(value: unknown, words: string[]): void {
  if (typeof value === "string") words.push(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, words);
  else if (typeof value === "object" && value !== null)
    for (const [key, member] of Object.entries(value))
      if (key === "@value" || !key.startsWith("@")) collect(member, words);
}

function clean(text: string, maxLength: number): string {
  return text.replaceAll("\u0000", "").slice(0, maxLength);
}
