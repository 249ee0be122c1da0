import { digestOfDocument, joinSchemas, type LinkedOrderSpec } from "@symbolon/protocol";
import type { DatasetSummary } from "../../data/gateway/types.ts";
import { linkedColumns } from "./linkedColumns.ts";
import { type DraftTables, workloadOf } from "./workloadOf.ts";

/** The second hospital of a linked order and what of both is in the file, while the form is being filled in. */
export type LinkedDraft = DraftTables & {
  readonly partner: DatasetSummary | null;
  /** Columns that are left out, as `DATASET.column`, since both hospitals may have one of a name. */
  readonly leftOut: readonly string[];
};

/** No second hospital yet; every pair across the two is measured. */
export const DEFAULT_LINKED: LinkedDraft = { partner: null, leftOut: [], outcome: "", sets: [] };

/**
 * What an order of linked patients says of its two datasets, and the schema that they make together. Pairs to measure are those across the two hospitals
 * unless the draft names others. Throws E1006 for a name that is twice in what is left.
 */
export function linkedPart({ leftOut, ...tables }: LinkedDraft, datasets: readonly DatasetSummary[]) {
  const parts = linkedColumns(datasets, leftOut);
  const schema = joinSchemas(parts);
  const [first, second] = parts.map(({ columns }) => columns);
  const across = (first ?? []).flatMap((one) => (second ?? []).map((other) => [one, other]));
  return {
    schema,
    schemaDigest: digestOfDocument(schema),
    parts: parts.map(({ id, schemaDigest, columns }): LinkedOrderSpec["parts"][number] => ({
      datasetId: id,
      schemaDigest,
      columns: [...columns],
    })),
    workload: tables.outcome === "" && tables.sets.length === 0 ? across : workloadOf(tables, schema, false),
  };
}
