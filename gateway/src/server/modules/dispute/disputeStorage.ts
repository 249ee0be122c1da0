import type { Database } from "../../../database/Database.ts";

/** A dispute's row with what it is about; id is that of the order or renewal. */
export type DisputeRow = {
  readonly id: string;
  readonly order_id: string;
  readonly renewal_id: string | null;
  readonly buyer: string;
  readonly state: string;
  readonly evidence_digest: string;
  readonly bond_wei: string;
  readonly opened_at: number;
  readonly opened_tx: string;
  readonly closes_at: number;
  readonly resolved_at: number | null;
  readonly votes_for: number;
  readonly votes_against: number;
};
export type DisputeVoteRow = {
  readonly dispute_id: string;
  readonly evaluator: string;
  readonly uphold: boolean;
  readonly opinion_digest: string;
  readonly timestamp: number;
  readonly tx: string;
};

/** SQL about disputes. */
export type DisputeStorage = {
  byIds(ids: readonly string[]): Promise<DisputeRow[]>;
  /** Newest first. */
  list(state: string | null, first: number): Promise<DisputeRow[]>;
  /** Oldest first. */
  votes(disputeIds: readonly string[]): Promise<DisputeVoteRow[]>;
};

const SELECT = `SELECT d.id, s.order_id, s.renewal_id, d.buyer, d.state, d.evidence_digest, d.bond_wei, d.opened_at, d.opened_tx, d.closes_at,
  d.resolved_at, d.votes_for, d.votes_against FROM subgraph.dispute d JOIN subgraph.settlement s ON s.id = d.settlement_id`;

/** DisputeStorage over the index's tables. */
export function disputeStorage(database: Database): DisputeStorage {
  return {
    byIds: (ids) => database.query<DisputeRow>(`${SELECT} WHERE d.id = ANY($1::text[])`, [ids]),
    list: (state, first) =>
      database.query<DisputeRow>(
        `${SELECT} WHERE $1::text IS NULL OR d.state = $1 ORDER BY d.opened_at DESC, d.id::numeric DESC LIMIT $2`,
        [state, first],
      ),
    votes: (ids) =>
      database.query<DisputeVoteRow>(
        `SELECT dispute_id, evaluator, uphold, opinion_digest, timestamp, tx FROM subgraph.dispute_vote
         WHERE dispute_id = ANY($1::text[]) ORDER BY timestamp, id`,
        [ids],
      ),
  };
}
