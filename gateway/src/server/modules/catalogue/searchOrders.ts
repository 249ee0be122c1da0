import type { DatasetRow } from "../dataset/datasetStorage.ts";

/** Keys that lists are sorted by, upwards, then by number; `rank` is that of the words searched for. */
export const SEARCH_ORDERS = {
  NUMBER: () => 0n,
  NEWEST: (row) => -BigInt(row.published_at),
  PRICE: (row) => BigInt(row.price_wei),
  RECORDS: (row) => -BigInt(row.records ?? 0),
  RELEVANCE: (_, rank) => -BigInt(rank),
} as const satisfies Record<string, (row: DatasetRow, rank: number) => bigint>;
export type SearchOrder = keyof typeof SEARCH_ORDERS;
