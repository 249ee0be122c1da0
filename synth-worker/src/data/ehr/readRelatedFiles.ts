import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import { subjectKey } from "../../ehr/import/subjectKey.ts";
import { relatedColumns } from "../../ehr/related/relatedColumns.ts";
import type { RelatedMap, RelatedTable } from "../../ehr/related/relatedMap.ts";
import { deathOf, type RelatedRow, relatedToFhir } from "../../ehr/related/relatedToFhir.ts";
import { openTableFile } from "../openTableFile.ts";
import { sqlName } from "../sql.ts";
import type { PersonEntry } from "./readFhirFile.ts";

/**
 * The rows of plain related tables (CSV, Parquet) as FHIR resources, by a symbolon-ehr-map/1. File names of the map are within `folder`. Only the columns it names
 * are read. Throws E1001 for a column that is missing, and as openTableFile does.
 */
export async function* readRelatedFiles(folder: string, map: RelatedMap): AsyncGenerator<PersonEntry> {
  const deaths = new Map<string, string>();
  for (const table of map.tables)
    if (table.as === "death")
      for await (const row of rowsOf(folder, table)) {
        const date = deathOf(map, table, row);
        if (date !== undefined) deaths.set(row[table.patient] ?? "", date);
      }
  const toFhir = relatedToFhir(map, deaths);
  for (const [number, table] of map.tables.entries()) {
    if (table.as === "death") continue;
    let entry = 0;
    for await (const row of rowsOf(folder, table)) {
      entry += 1;
      const resource = toFhir(table, row, `t${number}-${entry}`);
      if (resource !== null) yield { resource, file: table.file, entry, person: subjectKey(resource) };
    }
  }
}

async function* rowsOf(folder: string, table: RelatedTable): AsyncGenerator<RelatedRow> {
  const opened = await openTableFile(join(folder, table.file));
  try {
    const columns = relatedColumns(table);
    for (const column of columns)
      if (!opened.header.includes(column)) throw new SymbolonError("E1001", { column, file: opened.file });
    const list = columns.map((column) => `trim(CAST(${sqlName(column)} AS VARCHAR))`).join(", ");
    for await (const block of opened.select((from) => `SELECT ${list} FROM ${from}`))
      for (const cells of block)
        yield Object.fromEntries(
          columns.map((column, i) => [column, cells[i] === null ? "" : String(cells[i])]),
        );
  } finally {
    opened.close();
  }
}
