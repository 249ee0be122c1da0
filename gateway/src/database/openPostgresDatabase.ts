import pg from "pg";
import type { Database, Queryable, Row } from "./Database.ts";
import { OID, parseInt8, parseInt8Array, parseNumericArray } from "./valueParsers.ts";

const OWN_PARSERS = new Map<number, (text: string) => unknown>([
  [OID.int8, parseInt8],
  [OID.int8Array, parseInt8Array],
  [OID.numeric, (text) => text],
  // pg reads numeric[] into floats, which would round wei.
  [OID.numericArray, parseNumericArray],
]);

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    OWN_PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format as "text"),
};

function toQueryable(client: pg.Pool | pg.PoolClient): Queryable {
  return {
    query: async <T extends Row>(sql: string, params: readonly unknown[] = []) =>
      (await client.query<T>(sql, [...params])).rows,
  };
}

/**
 * A PostgreSQL server.
 * @param url `postgres://user:password@host:port/name`
 */
export async function openPostgresDatabase(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, types, max: 8 });
  // A dropped idle connection is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  await pool.query("SELECT 1");
  return {
    ...toQueryable(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query("BEGIN");
        const result = await work(toQueryable(client));
        await client.query("COMMIT");
        return result;
      } catch (error) {
        await client.query("ROLLBACK").catch((cause: Error) => {
          broken = cause;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    execute: async (sql) => {
      await pool.query(sql);
    },
    close: () => pool.end(),
  };
}
