import { SEARCH_WORDS } from "./catalogueDocuments.ts";

/** One page of the catalogue as a list shows it, with the number of all hits. */
const PAGE = `query Catalogue($filter: CatalogueFilter, $after: String) {
  catalogueSearch(filter: $filter, first: 20, after: $after) {
    totalCount
    endCursor
    nodes { id status lane title description records categoryCode purposesMask licence priceWei budget { availableMicro } }
  }
}`;

/** Counts of three facets over the hits. */
const FACETS = `query Facets($filter: CatalogueFilter, $after: String) {
  catalogueSearch(filter: $filter, first: 0, after: $after) {
    facets { category { value count } country { value count } population { value count } }
  }
}`;

/** What is asked: a page, or the counts beside it. */
export type CatalogueAsk = "page" | "facets";

/** The body of catalogue query `n`: a search word and a place to begin at. Bodies are equal for equal `n`
 * modulo `different`. */
export function catalogueQuery(ask: CatalogueAsk, n: number, different: number): string {
  const place = n % different;
  const filter = { text: SEARCH_WORDS[place % SEARCH_WORDS.length] };
  // Every place before the first entry is another question with the same answer.
  return JSON.stringify({
    query: ask === "page" ? PAGE : FACETS,
    variables: { filter, after: `-${1 + place}:1` },
  });
}
