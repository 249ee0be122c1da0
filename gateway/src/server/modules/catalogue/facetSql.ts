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

/**
 * SQL of every facet value of the datasets in `base` (id, catalogue_digest, category_code, price_wei, purposes_mask, lane, available_micro): rows
 * (id, facet, value), each once. Category, price, budget, purpose and lane are the chain's, certificates the jobs'; the rest is the entry's
 * (entryFacets). A dataset without an entry yet has the chain's values only. A certificate counts once a job with it passed.
 */
export const FACET_VALUES_SQL = `
  SELECT base.id, v.facet, v.value FROM base JOIN gateway.catalogue_value v ON v.digest = base.catalogue_digest
  UNION ALL SELECT id, 'category', (ARRAY[${names(HEALTH_CATEGORIES)}])[category_code + 1] FROM base
    WHERE category_code < ${HEALTH_CATEGORIES.length}
  UNION ALL SELECT id, 'rhoLeft', ${bandSql(FACET_BANDS.rhoLeft, "coalesce(available_micro, 0)")} FROM base
  UNION ALL SELECT id, 'price', ${bandSql(FACET_BANDS.price, "price_wei")} FROM base
  UNION ALL SELECT id, 'lane', lane FROM base
  UNION ALL SELECT base.id, 'purpose', p.code
    FROM base JOIN unnest(ARRAY[${names(PURPOSES)}]) WITH ORDINALITY AS p(code, place)
      ON (base.purposes_mask::bigint >> (p.place - 1)::integer) & 1 = 1
  UNION ALL SELECT base.id, 'certificate', coalesce(c.value, 'none') FROM base LEFT JOIN (
    SELECT DISTINCT dataset_id, CASE j.release_class WHEN 1 THEN 'private' ELSE 'high-fidelity' END AS value
    FROM subgraph.job j JOIN subgraph.order o ON o.id = j.order_id CROSS JOIN unnest(o.datasets) AS dataset_id
    WHERE j.passed
  ) AS c ON c.dataset_id = base.id`;
