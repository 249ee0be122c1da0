import type { Database, Row } from "./Database.ts";

/** A Database that remembers what it read. */
export type RememberingDatabase = Database & {
  /** The same data for who needs it as it is now: nothing is remembered, and what is written here is known there. */
  readonly direct: Database;
};

const MAX_READS = 2_000;
/** Larger answers are for exports, not for pages that many ask for. */
const MAX_ROWS = 500;
const READ = /^\s*(SELECT|WITH)\b/i;
/** What makes a statement more than a read. */
const WRITES =
  /\b(INSERT|UPDATE|DELETE|MERGE|CREATE|ALTER|DROP|TRUNCATE|LOCK|SHARE|NEXTVAL|SETVAL|PG_ADVISORY\w*|PG_TRY_ADVISORY\w*)\b/i;
/** What makes an answer depend on more than the rows. */
const VOLATILE = /\b(RANDOM|GEN_RANDOM_UUID|NOW|CLOCK_TIMESTAMP|CURRENT_\w+|LOCALTIME\w*|PG_\w+)\b/i;

type Read = { readonly rows: Promise<Row[]>; readonly until: number };

/**
 * The same answers as `database` gives, without asking it twice for the same: a read is remembered until the next write through this object or
 * its `direct` one, or for `lifeMs` milliseconds (by the monotonic clock), whichever is first. Readers of the same at the same time wait for one answer. Where one process
 * owns the data every answer is the database's own; where several write, it is at most `lifeMs` old. Rows are shared: they must not be changed.
 */
export function rememberReads(database: Database, lifeMs: number): RememberingDatabase {
  const reads = new Map<string, Read>();
  /** Counts writes, so that what was read before one is not kept after it. */
  let writes = 0;
  const forget = (): void => {
    writes += 1;
    reads.clear();
  };
  const writing = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } finally {
      forget();
    }
  };

  function remembered<T extends Row>(sql: string, params: readonly unknown[]): Promise<T[]> {
    const key = keyOf(sql, params);
    const known = reads.get(key);
    if (known !== undefined && known.until > performance.now()) return known.rows as Promise<T[]>;
    const before = writes;
    const rows = database.query<T>(sql, params);
    reads.set(key, { rows, until: performance.now() + lifeMs });
    const drop = () => {
      if (reads.get(key)?.rows === (rows as Promise<Row[]>)) reads.delete(key);
    };
    rows.then((answer) => {
      if (writes !== before || answer.length > MAX_ROWS) drop();
    }, drop);
    // A Map keeps the order of insertion.
    if (reads.size > MAX_READS) reads.delete(reads.keys().next().value!);
    return rows;
  }

  const isWrite = (sql: string) => !READ.test(sql) || WRITES.test(sql);
  const ask = <T extends Row>(sql: string, params: readonly unknown[] = []) =>
    isWrite(sql) ? writing(database.query<T>(sql, params)) : database.query<T>(sql, params);
  const rest: Omit<Database, "query"> = {
    transaction: (work) => writing(database.transaction(work)),
    execute: (sql) => writing(database.execute(sql)),
    close: () => database.close(),
  };
  return {
    ...rest,
    direct: { ...rest, query: ask },
    query: async <T extends Row>(sql: string, params: readonly unknown[] = []) =>
      isWrite(sql) || VOLATILE.test(sql) ? ask<T>(sql, params) : [...(await remembered<T>(sql, params))],
  };
}

/** Parameters by their JSON: text, numbers, arrays of them; a bigint or bytes by a text that no other value has. */
function keyOf(sql: string, params: readonly unknown[]): string {
  const text = JSON.stringify(params, (_, value: unknown) =>
    typeof value === "bigint" ? { bigint: value.toString() } : value,
  );
  return `${sql}\n${text}`;
}
