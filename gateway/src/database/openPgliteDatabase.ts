import { PGlite } from "@electric-sql/pglite";
import type { Database, Queryable, Row } from "./Database.ts";
import { OID, parseInt8, parseInt8Array, parseNumericArray } from "./valueParsers.ts";

type PgliteQueryable = Pick<PGlite, "query">;

const parsers = {
  [OID.int8]: parseInt8,
  [OID.int8Array]: parseInt8Array,
  [OID.numeric]: (text: string) => text,
  [OID.numericArray]: parseNumericArray,
};

function toQueryable(pglite: PgliteQueryable): Queryable {
  return {
    query: async <T extends Row>(sql: string, params: readonly unknown[] = []) =>
      (await pglite.query<T>(sql, [...params], { parsers })).rows,
  };
}

/**
 * PostgreSQL inside the process. One connection: a transaction waits for the one before it.
 * @param folder where the data lives; left out, it lives in memory
 */
export async function openPgliteDatabase(folder?: string): Promise<Database> {
  const pglite = folder === undefined ? new PGlite() : new PGlite(folder);
  await pglite.waitReady;
  return {
    ...toQueryable(pglite),
    transaction: (work) => pglite.transaction((transaction) => work(toQueryable(transaction))),
    execute: async (sql) => {
      await pglite.exec(sql);
    },
    close: () => pglite.close(),
  };
}
