import type { SynthColumn } from "@symbolon/protocol";
import type { MixedColumn } from "../math/mixedTable.ts";
import { categoryColumns } from "./categoryColumns.ts";
import { cellFault } from "./cellFault.ts";
import type { ColumnDraft } from "./columnDraft.ts";
import { numberColumns } from "./numberColumns.ts";

/**
 * A draft as the column a schema declares, part by part; null when an open code book has too many levels. Numbers are not clamped to the
 * declared range: what is compared is what the files hold. The draft's known levels are the schema's. Throws E1008, E1003 or E1002 for
 * the first cell that the schema does not allow.
 */
export function declaredColumns(
  column: Exclude<SynthColumn, { kind: "id" }>,
  draft: ColumnDraft,
): MixedColumn[] | null {
  for (const { source, firstEmpty, firstText, codes } of draft.parts) {
    const at = (row: number) => ({ file: source.file, row, column: column.name });
    if (!column.missing && firstEmpty !== null) throw cellFault("E1008", at(firstEmpty));
    if (column.kind === "number") {
      if (firstText !== null) throw cellFault("E1003", { ...at(firstText.row), text: firstText.text });
    } else if (!column.open) {
      const unknown = codes.findIndex((code) => code >= draft.known);
      if (unknown >= 0)
        throw cellFault("E1002", { ...at(unknown + 1), text: draft.levels[codes[unknown]!]! }, column.levels);
    }
  }
  if (column.kind === "number") return numberColumns(draft, column.integer ? 0 : column.decimals);
  return draft.parts.some(({ real, beyond }) => real && beyond) ? null : categoryColumns(draft);
}
