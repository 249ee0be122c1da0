import {
  CATALOGUE_ORDERS,
  type CatalogueFilter,
  FACETS,
  type Facet,
} from "../../data/gateway/catalogueTypes.ts";

/** The gateway refuses a filter of more values (E9007). */
const MAX_VALUES = 100;
const VALUE = /^[\w.-]{1,100}$/;
const MAX_TEXT = 200;

/**
 * The search as it stands in the page address, so that it can be shared and the back button works: `q` the words, `sort` the order, and each facet its
 * values with commas between, e.g. `country=FIN,NLD`. What is no value is left out.
 */
export function filterFromParams(params: URLSearchParams): CatalogueFilter {
  const text = (params.get("q") ?? "").trim().slice(0, MAX_TEXT);
  const sort = CATALOGUE_ORDERS.find((order) => order === params.get("sort"));
  let left = MAX_VALUES;
  const facets: { [F in Facet]?: readonly string[] } = {};
  for (const facet of FACETS) {
    const values = valuesOf(params, facet).slice(0, left);
    left -= values.length;
    if (values.length > 0) facets[facet] = values;
  }
  return { text, facets, order: sort ?? defaultOrder(text) };
}

/** Without words nothing is more relevant than another, so the newest come first. */
export function defaultOrder(text: string): CatalogueFilter["order"] {
  return text === "" ? "NEWEST" : "RELEVANCE";
}

/** Values of a facet in the address, each once. */
export function valuesOf(params: URLSearchParams, facet: Facet): readonly string[] {
  return [...new Set((params.get(facet) ?? "").split(","))].filter((value) => VALUE.test(value));
}

/** `params` with one value of a facet chosen, or not chosen any more. */
export function withValue(
  params: URLSearchParams,
  facet: Facet,
  value: string,
  isChosen: boolean,
): URLSearchParams {
  const others = valuesOf(params, facet).filter((each) => each !== value);
  return withParam(params, facet, (isChosen ? [...others, value] : others).join(","));
}

/** `params` with one entry set, or removed for an empty value. */
export function withParam(params: URLSearchParams, key: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value === "") next.delete(key);
  else next.set(key, value);
  return next;
}

/** The part of the address that is a search: words, order and facets in a fixed sequence, without what is to be compared. */
export function searchOf(params: URLSearchParams): string {
  const { text, facets, order } = filterFromParams(params);
  const search = new URLSearchParams();
  if (text !== "") search.set("q", text);
  for (const [facet, values] of Object.entries(facets)) search.set(facet, values.join(","));
  if (order !== defaultOrder(text)) search.set("sort", order);
  // Commas are allowed in a query (RFC 3986, section 3.4), and addresses with them can be read.
  return search.toString().replaceAll("%2C", ",");
}
