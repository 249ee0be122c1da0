import type { ArchiveFile } from "@symbolon/protocol";
import {
  type AnyOmopRow,
  columnsOf,
  OMOP_TABLE_NAMES,
  type OmopTableName,
  type OmopTables,
} from "../../ehr/omop/omopTables.ts";
import { csvCell } from "../../tabular/csvCell.ts";

/**
 * OMOP tables as CSV files `omop/TABLE.csv` (RFC 4180, line feeds, empty for NULL), every column of CDM 5.4 in its order. Only tables that `isWanted`;
 * the same tables give the same bytes.
 */
export function omopCsv(
  tables: OmopTables,
  isWanted: (table: OmopTableName) => boolean,
): readonly ArchiveFile[] {
  const encoder = new TextEncoder();
  return OMOP_TABLE_NAMES.filter(isWanted).map((table) => {
    const columns = Object.keys(columnsOf(table));
    const lines = (tables[table] as readonly AnyOmopRow[]).map((row) =>
      columns.map((name) => cellOf(row[name])).join(","),
    );
    return {
      name: `omop/${table}.csv`,
      bytes: encoder.encode(`${[columns.join(","), ...lines].join("\n")}\n`),
    };
  });
}

function cellOf(value: AnyOmopRow[string]): string {
  return value === null || value === undefined ? "" : csvCell(String(value));
}
