import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import { checkFile } from "./checkFile.ts";
import { duckdb } from "./dialects/duckdb.ts";
import { sqlText } from "./sql.ts";
import { type SqlEngine, type SqlTable, sqlTableSource } from "./sqlTableSource.ts";

const MAX_FILE_BYTES = 64 * 2 ** 30;
const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/;

/**
 * A CSV or Parquet file of any size as a source of counts: coded once into a DuckDB file in a temporary folder (one or two bytes per cell,
 * compressed), then one GROUP BY per clique. Memory is bounded by `memoryMiB`, whatever the file's size. close() deletes the folder.
 * Throws E1001 for a missing column and as checkFile and sqlTableSource do.
 */
export async function duckDbFile(
  path: string,
  schema: SynthSchema,
  options: { readonly memoryMiB?: number } = {},
): Promise<ReturnType<typeof sqlTableSource> & { close(): Promise<void> }> {
  const { kind } = await checkFile(path, MAX_FILE_BYTES);
  const folder = await mkdtemp(join(tmpdir(), "symbolon-counts-"));
  const instance = await DuckDBInstance.create(join(folder, "coded.duckdb"), {
    memory_limit: `${options.memoryMiB ?? 640}MiB`,
    temp_directory: join(folder, "spill"),
  });
  const connection = await instance.connect();
  const close = async () => {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const from =
      kind === "parquet"
        ? `read_parquet(${sqlText(path)})`
        : `read_csv(${sqlText(path)}, header = true, all_varchar = true, nullstr = '', strict_mode = true, ` +
          "null_padding = false, ignore_errors = false)";
    const table: SqlTable = {
      from,
      numeric: await header(connection, path, from, schema),
      rowNumber: "ROW_NUMBER() OVER ()",
    };
    return { ...sqlTableSource(duckDbEngine(connection), table, schema), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A DuckDB connection as an engine; materialised codes take as few bytes as their levels need. */
export function duckDbEngine(connection: DuckDBConnection): SqlEngine {
  let tables = 0;
  return {
    dialect: duckdb,
    query: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    async materialise(select) {
      const name = `coded${tables++}`;
      const described = await connection.runAndReadAll(`DESCRIBE ${select}`);
      const columns = described.getRows().map(([column]) => `CAST(${column} AS USMALLINT) AS ${column}`);
      // Order means nothing to counts, and keeping it would cost memory.
      await connection.run("SET preserve_insertion_order = false");
      await connection.run(`CREATE TABLE ${name} AS SELECT ${columns.join(", ")} FROM (${select})`);
      return name;
    },
  };
}

/** The columns a file holds as numbers; E1001 for a declared column it lacks, E1005 for no table. */
async function header(
  connection: DuckDBConnection,
  path: string,
  from: string,
  schema: SynthSchema,
): Promise<Set<string>> {
  const file = basename(path);
  let rows: readonly (readonly unknown[])[];
  try {
    rows = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`)).getRows();
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not a regular table with a header" }, { cause });
  }
  const types = new Map(rows.map(([name, type]) => [String(name), String(type)]));
  const wanted = schema.columns.flatMap(({ kind, name }) => (kind === "id" ? [] : [name]));
  for (const column of [...wanted, ...(schema.patient === undefined ? [] : [schema.patient])])
    if (!types.has(column)) throw new SymbolonError("E1001", { column, file });
  return new Set([...types].filter(([, type]) => NUMERIC.test(type)).map(([name]) => name));
}
