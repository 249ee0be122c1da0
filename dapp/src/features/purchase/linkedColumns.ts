import type { SchemaPart } from "@symbolon/protocol";
import type { DatasetSummary } from "../../data/gateway/types.ts";

/** A dataset's part of a linked order: its schema, that schema's digest, and the columns that are in. */
export type LinkedColumns = SchemaPart & Pick<DatasetSummary, "id" | "schemaDigest">;

/** The datasets' parts, ids ascending, without the columns that are left out (`DATASET.column`); a dataset whose schema is not fetched is absent. */
export function linkedColumns(
  datasets: readonly DatasetSummary[],
  leftOut: readonly string[],
): readonly LinkedColumns[] {
  return [...datasets]
    .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
    .flatMap(({ id, schema, schemaDigest }) => {
      if (schema === null) return [];
      const names = schema.columns.map(({ name }) => name);
      return [
        { id, schema, schemaDigest, columns: names.filter((name) => !leftOut.includes(`${id}.${name}`)) },
      ];
    });
}
