import { tableOf } from "../manifest/createTablesSql.ts";
import type { EntityType } from "../manifest/EntitySchema.ts";

/**
 * A FROM item, `e`, with a type's rows as they were after block $1, which must be one that can be taken back to: rows that did not change since,
 * and of those that did what the undo log kept first.
 */
export function entitySource(type: EntityType): string {
  const table = tableOf(type);
  return `(SELECT * FROM ${table} WHERE "block_number" <= $1
    UNION ALL
    SELECT record.* FROM (
      SELECT DISTINCT ON (id) previous FROM indexer.undo
      WHERE entity = '${type.name}' AND block > $1 ORDER BY id, block
    ) AS changed, LATERAL jsonb_populate_record(NULL::${table}, changed.previous) AS record
    WHERE changed.previous IS NOT NULL) AS e`;
}
