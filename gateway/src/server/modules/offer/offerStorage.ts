import type { Database } from "../../../database/Database.ts";

/** What became of a signed offer; id is its EIP-712 hash. */
export type OfferRow = {
  readonly id: string;
  readonly dataset_id: string;
  readonly used: number;
  readonly cancelled: boolean;
};
export type OfferMatchRow = {
  readonly offer_id: string;
  readonly order_id: string;
  readonly dataset_id: string;
  readonly timestamp: number;
};

/** SQL about offers. */
export type OfferStorage = {
  byHash(hash: string): Promise<OfferRow | null>;
  /** By dataset. */
  matchesOf(orderIds: readonly string[]): Promise<OfferMatchRow[]>;
};

/** OfferStorage over the index's tables. */
export function offerStorage(database: Database): OfferStorage {
  return {
    async byHash(hash) {
      const [row] = await database.query<OfferRow>(
        "SELECT id, dataset_id, used, cancelled FROM subgraph.offer WHERE id = lower($1)",
        [hash],
      );
      return row ?? null;
    },
    matchesOf: (orderIds) =>
      database.query<OfferMatchRow>(
        `SELECT offer_id, order_id, dataset_id, timestamp FROM subgraph.offer_match
         WHERE order_id = ANY($1::text[]) ORDER BY dataset_id::numeric`,
        [orderIds],
      ),
  };
}
