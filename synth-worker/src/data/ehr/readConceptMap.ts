import { SymbolonError } from "@symbolon/protocol";
import type { ConceptOf } from "../../ehr/import/importContext.ts";
import { openTableFile } from "../openTableFile.ts";

const COLUMNS = ["system", "code", "concept_id"] as const;

/**
 * A hospital's own map to standard concepts, made of the vocabularies it holds: a CSV or Parquet file with the columns system (URI, empty for none), code and
 * concept_id. It is held in memory. Throws E1001 for a missing column, E1003 for an id that is no number, and as openTableFile does.
 */
export async function readConceptMap(path: string): Promise<ConceptOf> {
  const table = await openTableFile(path);
  try {
    for (const column of COLUMNS)
      if (!table.header.includes(column)) throw new SymbolonError("E1001", { column, file: table.file });
    const ids = new Map<string, number>();
    let row = 0;
    const list = COLUMNS.map((column) => `trim(CAST(${column} AS VARCHAR))`).join(", ");
    for await (const block of table.select((from) => `SELECT ${list} FROM ${from}`))
      for (const [system, code, concept] of block) {
        row += 1;
        if (!/^\d{1,10}$/.test(String(concept)))
          throw new SymbolonError("E1003", {
            row,
            column: "concept_id",
            value: String(concept).slice(0, 40),
          });
        ids.set(`${system ?? ""}\n${code ?? ""}`, Number(concept));
      }
    return (system, code) => ids.get(`${system ?? ""}\n${code}`);
  } finally {
    table.close();
  }
}
