/** One result row, by column name. */
export type Row = Record<string, unknown>;

/** Runs one SQL statement with `$1`-style parameters and returns its rows. */
export interface Queryable {
  query<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

/**
 * The gateway's only door to SQL, the same for embedded PGlite and PostgreSQL.
 *
 * Values come back equal from both: text as string, boolean as boolean, integer and bigint as number (a bigint
 * beyond 2^53 throws), numeric as decimal string, arrays of these as arrays, jsonb parsed.
 */
export interface Database extends Queryable {
  /** Runs `work` in one transaction: commits when it resolves, rolls back and rethrows when it rejects. */
  transaction<T>(work: (transaction: Queryable) => Promise<T>): Promise<T>;
  /** Runs several statements without parameters (migrations), all or none of them. */
  execute(sql: string): Promise<void>;
  /** Releases connections; further calls fail. */
  close(): Promise<void>;
}
