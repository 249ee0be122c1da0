import { basename } from "node:path";
import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import { checkFile } from "./checkFile.ts";
import { openDuckDb } from "./openDuckDb.ts";
import { sqlText } from "./sql.ts";
import { type SqlEngine, type SqlTable, type SqlTableSource, sqlTableSource } from "./sqlTableSource.ts";

const MAX_FILE_BYTES = 64 * 2 ** 30;
const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/;

/**
 * A CSV or Parquet file of any size as a source of counts: coded once into a DuckDB file in a new folder under `within` (default: the system's
 * temporary one), then one GROUP BY per clique. Memory is bounded by `memoryMiB`, whatever the file's size. close() deletes the folder.
 * Throws E1001 for a missing column, E1005 for no table, and as checkFile and sqlTableSource do.
 */
export async function duckDbFile(
  path: string,
  schema: SynthSchema,
  options: { readonly memoryMiB?: number; readonly within?: string } = {},
): Promise<SqlTableSource & { close(): Promise<void> }> {
  const { kind } = await checkFile(path, MAX_FILE_BYTES);
  const engine = await openDuckDb({ memoryMiB: 640, ...options });
  try {
    const from =
      kind === "parquet"
        ? `read_parquet(${sqlText(path)})`
        : `read_csv(${sqlText(path)}, header = true, all_varchar = true, nullstr = '', strict_mode = true, ` +
          "null_padding = false, ignore_errors = false)";
    const table: SqlTable = {
      from,
      numeric: await numericColumns(engine, path, from, schema),
      rowNumber: "ROW_NUMBER() OVER ()",
    };
    return { ...sqlTableSource(engine, table, schema), close: engine.close };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** The columns a file holds as numbers; E1001 for a declared column it lacks, E1005 for no table. */
async function numericColumns(
  engine: SqlEngine,
  path: string,
  from: string,
  schema: SynthSchema,
): Promise<Set<string>> {
  const file = basename(path);
  let rows: readonly (readonly unknown[])[];
  try {
    rows = await engine.query(`DESCRIBE SELECT * FROM ${from}`);
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not a regular table with a header" }, { cause });
  }
  const types = new Map(rows.map(([name, type]) => [String(name), String(type)]));
  const wanted = schema.columns.flatMap(({ kind, name }) => (kind === "id" ? [] : [name]));
  for (const column of [...wanted, ...(schema.patient === undefined ? [] : [schema.patient])])
    if (!types.has(column)) throw new SymbolonError("E1001", { column, file });
  return new Set([...types].filter(([, type]) => NUMERIC.test(type)).map(([name]) => name));
}
