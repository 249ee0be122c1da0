import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { duckdb } from "./dialects/duckdb.ts";
import type { SqlEngine } from "./sqlTableSource.ts";

/** DuckDB with its database in a temporary folder: an engine that may also be told to do something. */
export type DuckDb = SqlEngine & {
  run(sql: string): Promise<void>;
  /** Ends it and deletes its folder. */
  close(): Promise<void>;
};

/**
 * Opens an empty DuckDB database that uses at most `memoryMiB` of memory and keeps the rest in a new folder under `within` (default: the
 * system's temporary folder).
 */
export async function openDuckDb(options: {
  readonly memoryMiB: number;
  readonly within?: string;
}): Promise<DuckDb> {
  const folder = await mkdtemp(join(options.within ?? tmpdir(), "symbolon-counts-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const instance = await DuckDBInstance.create(join(folder, "coded.duckdb"), {
    memory_limit: `${options.memoryMiB}MiB`,
    temp_directory: join(folder, "spill"),
  }).catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const connection = await instance.connect();
  const query = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  const run = async (sql: string) => {
    await connection.run(sql);
  };
  return {
    dialect: duckdb,
    query,
    run,
    async materialise(select) {
      const name = `coded_${randomBytes(8).toString("hex")}`;
      const described = await query(`DESCRIBE ${select}`);
      const columns = described.map(([column]) => `CAST(${column} AS INTEGER) AS ${column}`);
      // Order means nothing to counts, and keeping it would cost memory.
      await run("SET preserve_insertion_order = false");
      await run(`CREATE TABLE ${name} AS SELECT ${columns.join(", ")} FROM (${select})`);
      await run("SET preserve_insertion_order = true");
      return name;
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      await remove();
    },
  };
}
