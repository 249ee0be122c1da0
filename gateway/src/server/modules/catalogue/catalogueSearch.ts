import { SymbolonError } from "@symbolon/protocol";
import { searchQuery } from "../../../catalogue/searchWords.ts";
import type { Database } from "../../../database/Database.ts";
import { type CatalogueFilter, chosenFacets } from "./catalogueFilter.ts";
import { FACETS, type Facet, facetValuesSql } from "./facetSql.ts";

/** How many of the datasets found have a value of a facet. */
export type FacetCount = { readonly facet: Facet; readonly value: string; readonly count: number };

/** Place in a list: `after` of the next page. */
export type FoundDataset = { readonly id: string; readonly cursor: string };

/** Questions about listed datasets. */
export type CatalogueSearch = {
  /** Datasets in order; `after` is a cursor of the same filter and order. Throws E9009 for a cursor that is none. */
  page(
    filter: CatalogueFilter,
    order: SearchOrder,
    first: number,
    after: string | null,
  ): Promise<FoundDataset[]>;
  count(filter: CatalogueFilter): Promise<number>;
  /**
   * Counts of every facet's values, most frequent first. A facet is counted over the datasets that fit the text and all *other* facets, so
   * that it shows what choosing another value would give. Values without a dataset are left out.
   */
  facets(filter: CatalogueFilter): Promise<FacetCount[]>;
};

/** Keys that lists are sorted by, upwards, then by number. Rank is rounded: the same on every page. */
const ORDERS = {
  NUMBER: "0",
  NEWEST: "-published_at",
  PRICE: "price_wei",
  RECORDS: "-coalesce(records, 0)",
  RELEVANCE: "-rank",
} as const;
export type SearchOrder = keyof typeof ORDERS;

/**
 * Start of every question; `facets` are those whose values it needs. base: listed datasets that fit the text. value: their facet values. met: chosen facets of which a dataset has one of the chosen values.
 * A dataset fits when it meets all chosen facets. Parameters: text query, chosen facets and values (same positions), number of chosen facets.
 */
const searchSql = (facets: readonly Facet[]) => `
WITH base AS MATERIALIZED (
  SELECT d.id, d.catalogue_digest, d.category_code, d.price_wei, d.purposes_mask, d.lane, d.published_at, b.available_micro, c.records,
    CASE WHEN $1::text IS NULL THEN 0 ELSE round(ts_rank(c.search, to_tsquery('simple', $1)) * 1000000) END::bigint AS rank
  FROM subgraph.dataset d
  LEFT JOIN gateway.catalogue c ON c.digest = d.catalogue_digest
  LEFT JOIN subgraph.budget b ON b.id = d.id
  WHERE d.status = 'LISTED' AND ($1::text IS NULL OR c.search @@ to_tsquery('simple', $1))
),
value AS MATERIALIZED (${facetValuesSql(facets)}),
chosen AS (SELECT * FROM unnest($2::text[], $3::text[]) AS pair(facet, value)),
met AS (SELECT DISTINCT value.id, value.facet FROM value JOIN chosen USING (facet, value)),
fit AS (
  SELECT base.id, count(met.facet) AS met_count, coalesce(array_agg(met.facet) FILTER (WHERE met.facet IS NOT NULL), '{}') AS met
  FROM base LEFT JOIN met ON met.id = base.id GROUP BY base.id
)`;
const COUNT_FACETS = `${searchSql(FACETS)}
SELECT value.facet, value.value, count(*) AS count FROM value JOIN fit ON fit.id = value.id
WHERE fit.met_count = $4 OR (fit.met_count = $4 - 1 AND value.facet = ANY($2::text[]) AND NOT value.facet = ANY(fit.met))
GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`;

/** CatalogueSearch over the index's tables and the catalogue. */
export function catalogueSearch(database: Database): CatalogueSearch {
  return {
    async page(filter, order, first, after) {
      const [afterKey, afterId] = cursorOf(after);
      const rows = await database.query<{ id: string; key: string }>(
        `${searchSql(facetsOf(filter))}
         SELECT id, key FROM (SELECT base.id, (${ORDERS[order]})::numeric AS key FROM base JOIN fit ON fit.id = base.id WHERE fit.met_count = $4) AS found
         WHERE $5::numeric IS NULL OR (key, id::numeric) > ($5::numeric, $6::numeric)
         ORDER BY key, id::numeric LIMIT $7`,
        [...parameters(filter), afterKey, afterId, first],
      );
      return rows.map(({ id, key }) => ({ id, cursor: `${key}:${id}` }));
    },
    async count(filter) {
      const [row] = await database.query<{ n: number }>(
        `${searchSql(facetsOf(filter))} SELECT count(*) AS n FROM fit WHERE met_count = $4`,
        parameters(filter),
      );
      return row?.n ?? 0;
    },
    facets: (filter) => database.query<FacetCount>(COUNT_FACETS, parameters(filter)),
  };
}

/** Reads an order by its name; throws E9009 for another. */
export function searchOrder(name: string): SearchOrder {
  const found = (Object.keys(ORDERS) as SearchOrder[]).find((order) => order === name);
  if (found === undefined)
    throw new SymbolonError("E9009", { reason: `order is one of ${Object.keys(ORDERS).join(", ")}` });
  return found;
}

function facetsOf(filter: CatalogueFilter): readonly Facet[] {
  return chosenFacets(filter).map(({ facet }) => facet);
}

function parameters(filter: CatalogueFilter): unknown[] {
  const chosen = chosenFacets(filter);
  const pairs = chosen.flatMap(({ facet, values }) => values.map((value) => ({ facet, value })));
  return [
    searchQuery(filter.text),
    pairs.map(({ facet }) => facet),
    pairs.map(({ value }) => value),
    chosen.length,
  ];
}

function cursorOf(after: string | null): [string | null, string | null] {
  if (after === null) return [null, null];
  const match = /^(-?\d{1,78}):([1-9]\d{0,77})$/.exec(after);
  if (match === null) throw new SymbolonError("E9009", { reason: "after is no cursor of this list" });
  return [match[1]!, match[2]!];
}
