import { SymbolonError, type SynthSchema } from "@symbolon/protocol";
import pg from "pg";
import { postgres } from "./dialects/postgres.ts";
import { postgresReason } from "./postgresReason.ts";
import { type SqlEngine, type SqlTableSource, sqlTableSource } from "./sqlTableSource.ts";

/** A table of a PostgreSQL server as a source of counts. */
export type PostgresTable = SqlTableSource & {
  /** Table, database and server, for messages: never the user or the password. */
  readonly shown: string;
  /** Whether records' counts travel encrypted, as the connection string says. */
  readonly encrypted: boolean;
  close(): Promise<void>;
};

const CONNECT_MILLISECONDS = 15_000;
/** Types that are numbers already: int8, int2, int4, float4, float8, numeric (pg_type.dat). */
const NUMERIC_OIDS = new Set([20, 21, 23, 700, 701, 1700]);

/**
 * Opens `table` ("cohort", "schema.cohort", parts in double quotes where they hold dots) of the server that `url` names
 * (postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=FILE; what it leaves out comes from PGUSER, PGPASSWORD,
 * ~/.pgpass and their like). Only counts come back: they are made inside the server, many tables in one scan (sqlTableSource), in one read-only
 * transaction, so that every count is of the same records, and nothing is written. A statement that runs longer than
 * `statementSeconds` is cancelled by the server. Throws E1001 for a missing column and E1005, naming neither user nor password, for a
 * server that cannot be reached, a table that cannot be read, or a statement that fails.
 */
export async function openPostgresTable(
  url: string,
  table: string,
  schema: SynthSchema,
  options: { readonly statementSeconds?: number } = {},
): Promise<PostgresTable> {
  const { statementSeconds = 600 } = options;
  if (!(Number.isInteger(statementSeconds) && statementSeconds >= 1 && statementSeconds <= 2_000_000))
    throw new RangeError("statementSeconds is a whole number from 1");
  const from = quoted(table);
  let client: pg.Client;
  try {
    client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MILLISECONDS,
      application_name: "symbolon",
    });
  } catch (cause) {
    // The cause is left out: it may hold the connection string.
    throw refused(`${table} of a PostgreSQL server`, postgresReason(cause, statementSeconds));
  }
  const shown = `${table} of ${client.database ?? "?"} on ${client.host}:${client.port}`;
  // A lost connection shows at the next statement; without a listener it would end the process.
  client.on("error", () => {});
  const ask = async (sql: string): Promise<pg.QueryArrayResult<unknown[]>> => {
    try {
      return await client.query<unknown[]>({ text: sql, rowMode: "array" });
    } catch (cause) {
      throw refused(shown, postgresReason(cause, statementSeconds), cause);
    }
  };
  const close = async () => {
    // Ends the transaction with it; a connection that is gone already is closed too.
    await client.end().catch(() => {});
  };
  try {
    await client.connect().catch((cause: unknown) => {
      throw refused(shown, postgresReason(cause, statementSeconds), cause);
    });
    await ask("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    await ask(`SET LOCAL statement_timeout = '${statementSeconds}s'`);
    // Between two rounds the model is fitted; a server that ends idle transactions would end the release.
    await ask("SET LOCAL idle_in_transaction_session_timeout = 0");
    // Literals are quoted for this.
    await ask("SET LOCAL standard_conforming_strings = on");
    const { fields } = await ask(`SELECT * FROM ${from} LIMIT 0`);
    const wanted = schema.columns.flatMap(({ kind, name }) => (kind === "id" ? [] : [name]));
    for (const column of [...wanted, ...(schema.patient === undefined ? [] : [schema.patient])])
      if (!fields.some(({ name }) => name === column))
        throw new SymbolonError("E1001", { column, file: shown });
    const numeric = new Set(
      fields.filter(({ dataTypeID }) => NUMERIC_OIDS.has(dataTypeID)).map(({ name }) => name),
    );
    const engine: SqlEngine = { dialect: postgres, query: async (sql) => (await ask(sql)).rows };
    return {
      ...sqlTableSource(engine, { from, numeric }, schema),
      shown,
      encrypted: Boolean(client.ssl),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function refused(file: string, reason: string, cause?: unknown): SymbolonError {
  return new SymbolonError("E1005", { file, reason }, cause === undefined ? undefined : { cause });
}

/** The parts of a table's name, each quoted: the name is taken as it is spelled. Throws E1005 for what is no name. */
function quoted(table: string): string {
  const parts = table.match(/"(?:[^"]|"")+"|[^".]+/g) ?? [];
  if (parts.length === 0 || parts.length > 3 || parts.join(".") !== table)
    throw refused(table, "it is not the name of a table, such as cohort or schema.cohort");
  return parts.map((part) => (part.startsWith('"') ? part : postgres.identifier(part))).join(".");
}
