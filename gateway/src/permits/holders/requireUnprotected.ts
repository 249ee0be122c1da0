import { SymbolonError } from "@symbolon/protocol";
import type { PermitContext } from "../permitContext.ts";
import { declarationStorage } from "./declarationStorage.ts";

/**
 * Whether what is told of a dataset before an application names no column that its holder protects (Regulation (EU) 2025/327 Art. 52(2)). Throws
 * E3012 naming the column and the ground.
 */
export async function requireUnprotected(
  context: PermitContext,
  datasetId: string,
  columns: readonly string[],
): Promise<void> {
  const [kept] = await declarationStorage(context.database).of([datasetId]);
  const found = kept?.declaration.protectedColumns.find(({ column }) => columns.includes(column));
  if (found === undefined) return;
  const reason = `its holder protects it as ${found.ground} (Art. 52(2))`;
  throw new SymbolonError("E3012", { what: `column ${found.column} of dataset ${datasetId}`, reason });
}
