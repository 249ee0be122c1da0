import { basename } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { SymbolonError } from "@symbolon/protocol";
import type { ProviderConfig } from "../tabular/hospital/providerConfig.ts";
import type { CheckedFile } from "./checkFile.ts";
import { sqlIsNumber, sqlName, sqlText } from "./sql.ts";

/**
 * Reads the file into DuckDB as text and makes the view `source(row, ...)` with the declared columns in their declared types; row
 * counts records from 0. Throws E1005 (not a table), E1001 (declared column missing), E1007 (no records), E1003 / E1008 naming the
 * first faulty record (counted from 1, header excluded) and the file's column.
 */
export async function readSource(
  connection: DuckDBConnection,
  path: string,
  checked: CheckedFile,
  config: Pick<ProviderConfig, "source" | "delimiter">,
): Promise<void> {
  const file = basename(path);
  const reader =
    checked.kind === "parquet"
      ? `read_parquet(${sqlText(path)})`
      : `read_csv(${sqlText(path)}, header = true, all_varchar = true, delim = ${sqlText(config.delimiter)}, quote = '"', ` +
        `escape = '"', skip = 0, comment = '', nullstr = '', strict_mode = true, null_padding = false, ignore_errors = false)`;
  try {
    await connection.run(`CREATE TABLE raw AS SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${reader}`);
  } catch (cause) {
    throw new SymbolonError("E1005", { file, reason: "it is not a regular table with a header" }, { cause });
  }
  const header = new Set(
    (await connection.runAndReadAll("SELECT * FROM raw LIMIT 0")).columnNames().map((name) => name.trim()),
  );
  const declared = Object.entries(config.source);
  for (const [column] of declared) {
    if (!header.has(column)) throw new SymbolonError("E1001", { column, file });
  }
  const count = (await connection.runAndReadAll("SELECT count(*)::INTEGER FROM raw")).getRows()[0]?.[0];
  if (count === 0) throw new SymbolonError("E1007", { file });
  await refuseBadCells(connection, declared);
  const columns = declared.map(([column, kind]) => {
    const text = `nullif(trim(${sqlName(column)}), '')`;
    return `${kind.startsWith("number") ? `CAST(${text} AS DOUBLE)` : text} AS ${sqlName(column)}`;
  });
  await connection.run(`CREATE TABLE source AS SELECT ${["rowid AS row", ...columns].join(", ")} FROM raw`);
  await connection.run("DROP TABLE raw");
}

async function refuseBadCells(
  connection: DuckDBConnection,
  declared: [string, ProviderConfig["source"][string]][],
): Promise<void> {
  const tests = declared.flatMap(([column, kind]) => {
    const cell = sqlName(column);
    const empty = `(${cell} IS NULL OR trim(${cell}) = '')`;
    const faults: string[] = [];
    if (!kind.endsWith("?")) faults.push(empty);
    if (kind.startsWith("number")) faults.push(`(NOT ${empty} AND NOT ${sqlIsNumber(cell)})`);
    return faults.length === 0 ? [] : [{ column, fault: faults.join(" OR ") }];
  });
  if (tests.length === 0) return;
  const mins = tests.map(({ fault }) => `min(rowid) FILTER (WHERE ${fault})`).join(", ");
  const found = (await connection.runAndReadAll(`SELECT ${mins} FROM raw`)).getRows()[0] ?? [];
  let first: { row: bigint; column: string } | null = null;
  for (const [i, value] of found.entries()) {
    if (typeof value === "bigint" && (first === null || value < first.row))
      first = { row: value, column: tests[i]!.column };
  }
  if (first === null) return;
  const cell = await connection.runAndReadAll(
    `SELECT ${sqlName(first.column)} FROM raw WHERE rowid = ${first.row}`,
  );
  const value = String(cell.getRows()[0]?.[0] ?? "").trim();
  const details = { row: Number(first.row) + 1, column: first.column };
  if (value === "") throw new SymbolonError("E1008", details);
  throw new SymbolonError("E1003", { ...details, value: value.slice(0, 40) });
}
