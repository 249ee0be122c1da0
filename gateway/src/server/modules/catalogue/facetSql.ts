import { HEALTH_CATEGORIES, PURPOSES } from "@symbolon/protocol";
import { bandSql, FACET_BANDS } from "../../../catalogue/facetBands.ts";

/** What datasets are narrowed by, in the order in which it is shown. */
export const FACETS = [
  "category",
  "theme",
  "codingSystem",
  "standard",
  "country",
  "accessLevel",
  "population",
  "records",
  "rhoLeft",
  "certificate",
  "price",
  "purpose",
  "lane",
] as const;
export type Facet = (typeof FACETS)[number];

const names = (codes: readonly { readonly code: string }[]) =>
  codes.map(({ code }) => `'${code}'`).join(", ");

/** SQL of the facets that the chain tells; all others are the entry's (entryFacets). A certificate counts once a job with it passed. */
const CHAIN_FACETS: Partial<Record<Facet, string>> = {
  category: `SELECT id, 'category', (ARRAY[${names(HEALTH_CATEGORIES)}])[category_code + 1] FROM base
    WHERE category_code < ${HEALTH_CATEGORIES.length}`,
  rhoLeft: `SELECT id, 'rhoLeft', ${bandSql(FACET_BANDS.rhoLeft, "coalesce(available_micro, 0)")} FROM base`,
  price: `SELECT id, 'price', ${bandSql(FACET_BANDS.price, "price_wei")} FROM base`,
  lane: "SELECT id, 'lane', lane FROM base",
  purpose: `SELECT base.id, 'purpose', p.code
    FROM base JOIN unnest(ARRAY[${names(PURPOSES)}]) WITH ORDINALITY AS p(code, place)
      ON (base.purposes_mask::bigint >> (p.place - 1)::integer) & 1 = 1`,
  certificate: `SELECT base.id, 'certificate', coalesce(c.value, 'none') FROM base LEFT JOIN (
      SELECT DISTINCT dataset_id, CASE j.release_class WHEN 1 THEN 'private' ELSE 'high-fidelity' END AS value
      FROM subgraph.job j JOIN subgraph.order o ON o.id = j.order_id CROSS JOIN unnest(o.datasets) AS dataset_id
      WHERE j.passed
    ) AS c ON c.dataset_id = base.id`,
};

/**
 * SQL of the values of the given facets of the datasets in `base` (id, catalogue_digest, category_code, price_wei, purposes_mask, lane,
 * available_micro): rows (id, facet, value), each once. A dataset without an entry yet has the chain's values only.
 */
export function facetValuesSql(facets: readonly Facet[]): string {
  const ofEntry = facets.filter((facet) => CHAIN_FACETS[facet] === undefined).map((facet) => `'${facet}'`);
  const branches = facets.flatMap((facet) => CHAIN_FACETS[facet] ?? []);
  return [
    `SELECT base.id, v.facet, v.value FROM base JOIN gateway.catalogue_value v ON v.digest = base.catalogue_digest
    WHERE ${ofEntry.length === 0 ? "false" : `v.facet IN (${ofEntry.join(", ")})`}`,
    ...branches,
  ].join("\n  UNION ALL ");
}
