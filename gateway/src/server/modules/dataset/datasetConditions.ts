import { searchQuery } from "../../../catalogue/searchWords.ts";

/** Conditions on a list of datasets; see DatasetFilter in schema.graphql. Amounts are bigint. */
export type DatasetFilter = {
  readonly text?: string | null;
  readonly category?: number | null;
  readonly purposesMask?: number | null;
  readonly maxPriceWei?: bigint | null;
  readonly minRhoAvailableMicro?: bigint | null;
  readonly schemaDigest?: string | null;
  readonly status?: string | null;
  readonly lane?: string | null;
};

/**
 * SQL condition and its parameters over the aliases d (dataset), b (budget), c (catalogue). Without a status only LISTED datasets match. Text
 * matches as searchQuery says.
 */
export function datasetConditions(filter: DatasetFilter): { where: string; params: unknown[] } {
  const params: unknown[] = [];
  const conditions: string[] = [];
  const add = (condition: (parameter: string) => string, value: unknown): void => {
    params.push(value);
    conditions.push(condition(`$${params.length}`));
  };
  add((p) => `d.status = ${p}`, filter.status ?? "LISTED");
  if (filter.lane != null) add((p) => `d.lane = ${p}`, filter.lane);
  if (filter.category != null) add((p) => `d.category_code = ${p}`, filter.category);
  if (filter.purposesMask != null)
    add((p) => `(d.purposes_mask & ${p}::bigint) = ${p}::bigint`, filter.purposesMask);
  if (filter.maxPriceWei != null) add((p) => `d.price_wei <= ${p}::numeric`, filter.maxPriceWei.toString());
  if (filter.minRhoAvailableMicro != null)
    add((p) => `b.available_micro >= ${p}::numeric`, filter.minRhoAvailableMicro.toString());
  if (filter.schemaDigest != null) add((p) => `d.schema_digest = lower(${p})`, filter.schemaDigest);
  const query = searchQuery(filter.text);
  if (query !== null) add((p) => `c.search @@ to_tsquery('simple', ${p})`, query);
  return { where: conditions.join(" AND "), params };
}
