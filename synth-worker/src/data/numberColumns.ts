import type { MixedColumn } from "../math/mixedTable.ts";
import type { ColumnDraft } from "./columnDraft.ts";

/** A draft as numbers, part by part; `decimals` are by default those the real files need. */
export function numberColumns(draft: ColumnDraft, decimals?: number): MixedColumn[] {
  const written = Math.max(0, ...draft.parts.flatMap((part) => (part.real ? [part.decimals] : [])));
  return draft.parts.map(({ values }) => ({
    name: draft.name,
    kind: "number",
    values,
    decimals: decimals ?? written,
  }));
}
