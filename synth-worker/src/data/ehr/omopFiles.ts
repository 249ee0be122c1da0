import {
  type AnyOmopRow,
  columnsOf,
  OMOP_TABLE_NAMES,
  type OmopTableName,
  type OmopTables,
} from "../../ehr/omop/omopTables.ts";
import { SQL_TYPES } from "./sqlTypes.ts";
import { type TableFiles, tableFiles, type WrittenTable } from "./tableFiles.ts";

/** OMOP tables as files, while they are written. */
export type OmopFiles = Pick<TableFiles, "finish" | "abandon"> & { write(tables: OmopTables): Promise<void> };

/** Writes OMOP tables into `folder`, one CSV or Parquet file per table named as the table, every column of CDM 5.4 in its order. */
export async function omopFiles(folder: string, format: "csv" | "parquet"): Promise<OmopFiles> {
  const columns = new Map(OMOP_TABLE_NAMES.map((table) => [table, Object.keys(columnsOf(table))]));
  const files = await tableFiles(folder, OMOP_TABLE_NAMES.map(writtenTable), format);
  return {
    finish: files.finish,
    abandon: files.abandon,
    async write(tables) {
      for (const table of OMOP_TABLE_NAMES)
        await files.write(
          table,
          (tables[table] as readonly AnyOmopRow[]).map((row) => columns.get(table)!.map((name) => row[name])),
        );
    },
  };
}

function writtenTable(name: OmopTableName): WrittenTable {
  return {
    name,
    columns: Object.entries(columnsOf(name)).map(([column, { type }]) => ({
      name: column,
      sqlType: SQL_TYPES[type],
    })),
  };
}
