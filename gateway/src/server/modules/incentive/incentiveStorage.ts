import type { Database } from "../../../database/Database.ts";

/** An incentive epoch's row; amounts as decimal text, times in unix seconds. */
export type EpochRow = {
  readonly id: string;
  readonly state: string;
  readonly root: string;
  readonly list_digest: string;
  readonly total_wei: string;
  readonly claimed_wei: string;
  readonly claimable_at: number;
  readonly closes_at: number;
};
export type IncentiveClaimRow = {
  readonly epoch_id: string;
  readonly index: string;
  readonly account: string;
  readonly amount_wei: string;
  readonly timestamp: number;
  readonly tx: string;
};

/** SQL about incentive epochs. Lists are newest first. */
export type IncentiveStorage = {
  epochs(first: number): Promise<EpochRow[]>;
  /** At most `first` per epoch. */
  claimsOf(epochIds: readonly string[], first: number): Promise<IncentiveClaimRow[]>;
  claimsBy(account: string, first: number): Promise<IncentiveClaimRow[]>;
};

const CLAIM = "c.epoch_id, c.index, c.account, c.amount_wei, c.timestamp, c.tx";

/** IncentiveStorage over the index's tables. */
export function incentiveStorage(database: Database): IncentiveStorage {
  return {
    epochs: (first) =>
      database.query<EpochRow>(
        `SELECT id, state, root, list_digest, total_wei, claimed_wei, claimable_at, closes_at FROM subgraph.incentive_epoch
         ORDER BY id::numeric DESC LIMIT $1`,
        [first],
      ),
    claimsOf: (epochIds, first) =>
      database.query<IncentiveClaimRow>(
        `SELECT * FROM (
           SELECT ${CLAIM}, row_number() OVER (PARTITION BY c.epoch_id ORDER BY c.timestamp DESC, c.index DESC) AS place
           FROM subgraph.incentive_claim c WHERE c.epoch_id = ANY($1::text[])
         ) AS ranked WHERE place <= $2 ORDER BY epoch_id, place`,
        [epochIds, first],
      ),
    claimsBy: (account, first) =>
      database.query<IncentiveClaimRow>(
        `SELECT ${CLAIM} FROM subgraph.incentive_claim c WHERE c.account = lower($1)
         ORDER BY c.timestamp DESC, c.epoch_id::numeric DESC, c.index DESC LIMIT $2`,
        [account, first],
      ),
  };
}
