import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import pg from "pg";
import { columnsOf, OMOP_TABLE_NAMES, type OmopTableName } from "../../ehr/omop/omopTables.ts";
import { postgres } from "../dialects/postgres.ts";
import { postgresReason } from "../postgresReason.ts";
import { type OmopSource, openOmop } from "./openOmop.ts";
import { tableFiles } from "./tableFiles.ts";

const CONNECT_MILLISECONDS = 15_000;
const STATEMENT_SECONDS = 600;
const ROWS = 10_000;

/**
 * OMOP tables of a PostgreSQL server, in the schema `schema`, copied into DuckDB in one read-only transaction, so that all are of one moment. Tables the schema
 * lacks are empty. The copy is in a temporary folder that only its owner may read, and is gone when this returns or fails; close() of the source ends DuckDB.
 * Throws E1005, naming neither user nor password, for a server or table that cannot be read, and as openOmop does.
 */
export async function openOmopPostgres(url: string, schema: string): Promise<OmopSource> {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-omop-"));
  try {
    await copyTables(url, schema, folder);
    return await openOmop(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyTables(url: string, schema: string, folder: string): Promise<void> {
  const refused = (cause: unknown) =>
    new SymbolonError("E1005", {
      file: `schema ${schema} of PostgreSQL`,
      reason: postgresReason(cause, STATEMENT_SECONDS),
    });
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      application_name: "symbolon",
    });
  } catch (cause) {
    throw refused(cause);
  }
  client.on("error", () => {});
  const ask = (text: string, values: string[] = []) =>
    client.query<unknown[]>({ text, values, rowMode: "array" }).catch((cause: unknown) => {
      throw refused(cause);
    });
  try {
    await client.connect().catch((cause: unknown) => {
      throw refused(cause);
    });
    await ask("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    await ask(`SET LOCAL statement_timeout = '${STATEMENT_SECONDS}s'`);
    const { rows } = await ask(
      "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = $1",
      [schema],
    );
    const found = Map.groupBy(rows, ([table]) => String(table));
    const present = OMOP_TABLE_NAMES.filter((table) => found.has(table)).map((name) => {
      const own = new Set(found.get(name)?.map(([, column]) => String(column)));
      return { name, columns: Object.keys(columnsOf(name)).filter((column) => own.has(column)) };
    });
    const files = await tableFiles(
      folder,
      present.map(({ name, columns }) => ({
        name,
        columns: columns.map((column) => ({ name: column, sqlType: "VARCHAR" })),
      })),
      "csv",
    );
    try {
      for (const { name, columns } of present) await copyTable(name, columns, files.write);
      await files.finish();
    } catch (error) {
      await files.abandon();
      throw error;
    }
  } finally {
    await client.end().catch(() => {});
  }

  async function copyTable(
    name: OmopTableName,
    columns: readonly string[],
    write: (table: string, rows: (string | null)[][]) => Promise<void>,
  ): Promise<void> {
    const list = columns.map((column) => `${postgres.identifier(column)}::text`).join(", ");
    await ask(
      `DECLARE omop CURSOR FOR SELECT ${list} FROM ${postgres.identifier(schema)}.${postgres.identifier(name)}`,
    );
    for (;;) {
      const { rows } = await ask(`FETCH ${ROWS} FROM omop`);
      await write(name, rows as (string | null)[][]);
      if (rows.length < ROWS) break;
    }
    await ask("CLOSE omop");
  }
}
