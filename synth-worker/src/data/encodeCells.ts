import type { DuckDBConnection } from "@duckdb/node-api";
import { type Column, type DatasetSchema, SymbolonError } from "@symbolon/protocol";
import type { ProviderConfig } from "../tabular/hospital/providerConfig.ts";
import { sqlIsNumber, sqlText } from "./sql.ts";

/**
 * Applies the mapping to `source` and makes `cells(row, subject, identifier, c0, c1, ...)`: cell numbers in schema order, all inside DuckDB. Numeric columns
 * also get w0, w1, ...: the value itself as a whole number within the schema's outer edges, rounded down so that it stays in its bin.
 * Throws E1006 for a mapping that does not cover the schema or whose SQL does not run, E1008 for an empty value, E1003 for a
 * non-number and E1002 for an unknown level, each naming the first faulty record (from 1) and the harmonised column.
 */
export async function encodeCells(
  connection: DuckDBConnection,
  schema: DatasetSchema,
  config: Pick<ProviderConfig, "columns" | "subject" | "linkage">,
): Promise<void> {
  const invalid = (reason: string, cause?: unknown) =>
    new SymbolonError("E1006", { document: "mapping", reason }, cause === undefined ? undefined : { cause });
  const names = schema.columns.map((column) => column.name);
  const extra = Object.keys(config.columns).find((name) => !names.includes(name));
  if (extra !== undefined) throw invalid(`${extra} is not a column of schema ${schema.name}`);
  const values = names.map((name, i) => {
    const mapping = config.columns[name];
    if (mapping === undefined) throw invalid(`${name} of schema ${schema.name} is not mapped`);
    return `nullif(trim(CAST((${mapping.sql}) AS VARCHAR)), '') AS v${i}`;
  });
  const subject = config.subject === undefined ? "row + 1" : `(${config.subject.sql})`;
  const identifier = config.linkage === undefined ? "NULL" : `(${config.linkage.sql})`;
  try {
    await connection.run(
      `CREATE TABLE harmonised AS SELECT row, CAST(${subject} AS VARCHAR) AS subject, CAST(${identifier} AS VARCHAR) AS identifier, ${values.join(", ")} FROM source`,
    );
  } catch (cause) {
    throw invalid(
      `its SQL does not run: ${cause instanceof Error ? cause.message.split("\n")[0] : ""}`,
      cause,
    );
  }
  await refuseFirstFault(connection, schema);
  const cells = schema.columns.flatMap((column, i) => [
    `${cellExpression(column, `v${i}`)} AS c${i}`,
    ...(column.kind === "numeric" ? [`${wholeNumber(column.edges, `v${i}`)} AS w${i}`] : []),
  ]);
  await connection.run(
    `CREATE TABLE cells AS SELECT row, subject, identifier, ${cells.join(", ")} FROM harmonised ORDER BY row`,
  );
  await connection.run("DROP TABLE harmonised; DROP TABLE source");
}

function cellExpression(column: Column, value: string): string {
  if (column.kind === "categorical") {
    return `CAST(list_position([${column.levels.map(sqlText).join(", ")}], ${value}) - 1 AS INTEGER)`;
  }
  // Number of inner edges at or below the value: values outside the outer edges fall into the first or last bin (clamping).
  const inner = column.edges.slice(1, -1);
  const steps = inner.map((edge) => `(CAST(${value} AS DOUBLE) >= ${edge})::INTEGER`);
  return `CAST(${steps.length === 0 ? "0" : steps.join(" + ")} AS INTEGER)`;
}

function wholeNumber(edges: readonly number[], value: string): string {
  const [least, most] = [edges[0]!, edges.at(-1)! - 1];
  return `greatest(${least}::DOUBLE, least(${most}::DOUBLE, floor(CAST(${value} AS DOUBLE))))`;
}

async function refuseFirstFault(connection: DuckDBConnection, schema: DatasetSchema): Promise<void> {
  const faults = schema.columns.map((column, i) => {
    const known =
      column.kind === "categorical"
        ? `v${i} IN (${column.levels.map(sqlText).join(", ")})`
        : sqlIsNumber(`v${i}`);
    return `min(row) FILTER (WHERE v${i} IS NULL OR NOT ${known})`;
  });
  const found =
    (await connection.runAndReadAll(`SELECT ${faults.join(", ")} FROM harmonised`)).getRows()[0] ?? [];
  let first: { row: bigint; index: number } | null = null;
  for (const [index, row] of found.entries()) {
    if (typeof row === "bigint" && (first === null || row < first.row)) first = { row, index };
  }
  if (first === null) return;
  const column = schema.columns[first.index]!;
  const cell = await connection.runAndReadAll(
    `SELECT v${first.index} FROM harmonised WHERE row = ${first.row}`,
  );
  const value = cell.getRows()[0]?.[0];
  const details = { row: Number(first.row) + 1, column: column.name };
  if (value === null || value === undefined) throw new SymbolonError("E1008", details);
  const shown = String(value).slice(0, 40);
  if (column.kind === "numeric") throw new SymbolonError("E1003", { ...details, value: shown });
  throw new SymbolonError("E1002", { ...details, value: shown, levels: column.levels.join(", ") });
}
