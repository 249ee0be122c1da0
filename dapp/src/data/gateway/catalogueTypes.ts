import type { DatasetPage } from "./types.ts";

/** What the catalogue is narrowed by, in the order in which it is shown; the names are the gateway's. */
export const FACETS = [
  "category",
  "theme",
  "population",
  "country",
  "records",
  "lane",
  "price",
  "rhoLeft",
  "certificate",
  "purpose",
  "codingSystem",
  "standard",
  "accessLevel",
] as const;

/** Name of a facet. */
export type Facet = (typeof FACETS)[number];

/** Orders of a list of datasets. */
export const CATALOGUE_ORDERS = ["RELEVANCE", "NEWEST", "PRICE", "RECORDS"] as const;

/** A search of the catalogue: of a facet any of its values, all facets together. Facets without a value are left out. */
export type CatalogueFilter = {
  readonly text: string;
  readonly facets: { readonly [F in Facet]?: readonly string[] };
  readonly order: (typeof CATALOGUE_ORDERS)[number];
};

/** How many datasets carry a value of a facet. */
export type FacetCount = { readonly value: string; readonly count: number };

/** One page of datasets found, with exact counts of every facet over the whole answer, each without its own filter. */
export type CataloguePage = DatasetPage & {
  readonly facets: { readonly [F in Facet]: readonly FacetCount[] };
};
