import type { Queryable } from "./Database.ts";

/**
 * What autovacuum does on a PostgreSQL server and nobody does in the embedded one: takes away dead rows and counts what columns hold, table by
 * table. Without the counts the planner guesses, and pages of the catalogue take three times as long.
 */
export async function tidyTables(database: Queryable): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('gateway', 'indexer', 'subgraph') ORDER BY 1`,
  );
  for (const { name } of tables) await database.query(`VACUUM (ANALYZE) ${name}`);
}
