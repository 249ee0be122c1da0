import type { CountRequest } from "./countRequest.ts";

/**
 * Exact counts of records: the one thing a mechanism needs of the data. Only PrivateTable holds one; nothing else may
 * ask it, because what it answers is not private.
 */
export type CountSource = {
  /** Fine levels per column. Public: they come from the declared schema. */
  readonly sizes: readonly number[];
  /** Counts of one request, row-major with the last column fastest. */
  count(columns: CountRequest["columns"], maps: CountRequest["maps"]): Promise<Float64Array>;
  /** What count() answers to each request, for a source that can look at several at once (a database: in few scans). */
  countAll?(requests: readonly CountRequest[]): Promise<readonly Float64Array[]>;
};
