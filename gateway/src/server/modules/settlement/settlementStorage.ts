import type { Database } from "../../../database/Database.ts";

/** A settlement's row; id is that of the order or renewal it pays. Amounts as decimal text, times in unix seconds. */
export type SettlementRow = {
  readonly id: string;
  readonly order_id: string;
  readonly renewal_id: string | null;
  readonly status: string;
  readonly terms_hash: string;
  readonly buyer: string;
  readonly settled_at: number;
  readonly released_at: number | null;
  readonly payees: string[];
  readonly amounts_wei: string[];
};
export type PayoutRow = {
  readonly id: string;
  readonly settlement_id: string;
  readonly order_id: string;
  readonly index: number;
  readonly account: string;
  readonly kind: string;
  readonly amount_wei: string;
  readonly claimed: boolean;
  readonly cancelled: boolean;
  readonly claimed_at: number | null;
  readonly claimed_tx: string | null;
};
export type RenewalRow = {
  readonly id: string;
  readonly order_id: string;
  readonly settlement_id: string;
  readonly access_until: number;
  readonly total_wei: string;
  readonly timestamp: number;
  readonly tx: string;
};
export type AccountRow = {
  readonly credited_wei: string;
  readonly claimed_wei: string;
  readonly balance_wei: string;
  readonly bonds_owed_wei: string;
};

/** Moment by which a payout may be claimed: the chain's time, and the market's dispute window in seconds. */
export type ClaimMoment = { readonly blockTime: number; readonly windowSeconds: number };

/** SQL about who is paid. Accounts may be in any case. */
export type SettlementStorage = {
  byIds(ids: readonly string[]): Promise<SettlementRow[]>;
  /** In the order of the settlement. */
  payouts(settlementIds: readonly string[]): Promise<PayoutRow[]>;
  renewals(ids: readonly string[]): Promise<RenewalRow[]>;
  /** Oldest first. */
  renewalsOf(orderIds: readonly string[]): Promise<RenewalRow[]>;
  account(account: string): Promise<AccountRow | null>;
  /** Above zero and not cancelled, newest first. */
  payoutsOf(account: string, first: number): Promise<PayoutRow[]>;
  /** What Market.claim pays at the moment, oldest first. */
  claimable(account: string, moment: ClaimMoment, first: number): Promise<PayoutRow[]>;
  claimableWei(account: string, moment: ClaimMoment): Promise<string>;
};

const PAYOUT = `p.id, p.settlement_id, p.order_id, p.index, p.account, p.kind, p.amount_wei, p.claimed, p.cancelled, p.claimed_at,
  p.claimed_tx`;
const RENEWAL = "id, order_id, settlement_id, access_until, total_wei, timestamp, tx";
const FROM = "subgraph.payout p JOIN subgraph.settlement s ON s.id = p.settlement_id";
/** Market.claim: released, or settled and the window wholly past. $2 is the chain's time, $3 the window. */
const CLAIMABLE = `p.account = lower($1) AND NOT p.claimed AND NOT p.cancelled AND p.amount_wei > 0
  AND (s.status = 'RELEASED' OR (s.status = 'SETTLED' AND s.settled_at + $3::bigint < $2::bigint))`;

/** SettlementStorage over the index's tables. */
export function settlementStorage(database: Database): SettlementStorage {
  return {
    byIds: (ids) =>
      database.query<SettlementRow>(
        `SELECT id, order_id, renewal_id, status, terms_hash, buyer, settled_at, released_at, payees, amounts_wei
         FROM subgraph.settlement WHERE id = ANY($1::text[])`,
        [ids],
      ),
    payouts: (ids) =>
      database.query<PayoutRow>(
        `SELECT ${PAYOUT} FROM subgraph.payout p WHERE p.settlement_id = ANY($1::text[]) ORDER BY p.settlement_id, p.index`,
        [ids],
      ),
    renewals: (ids) =>
      database.query<RenewalRow>(`SELECT ${RENEWAL} FROM subgraph.renewal WHERE id = ANY($1::text[])`, [ids]),
    renewalsOf: (orderIds) =>
      database.query<RenewalRow>(
        `SELECT ${RENEWAL} FROM subgraph.renewal WHERE order_id = ANY($1::text[]) ORDER BY id::numeric`,
        [orderIds],
      ),
    async account(account) {
      const [row] = await database.query<AccountRow>(
        "SELECT credited_wei, claimed_wei, balance_wei, bonds_owed_wei FROM subgraph.account WHERE id = lower($1)",
        [account],
      );
      return row ?? null;
    },
    payoutsOf: (account, first) =>
      database.query<PayoutRow>(
        `SELECT ${PAYOUT} FROM ${FROM} WHERE p.account = lower($1) AND NOT p.cancelled AND p.amount_wei > 0
         ORDER BY s.settled_at DESC, p.settlement_id::numeric DESC, p.index LIMIT $2`,
        [account, first],
      ),
    claimable: (account, { blockTime, windowSeconds }, first) =>
      database.query<PayoutRow>(
        `SELECT ${PAYOUT} FROM ${FROM} WHERE ${CLAIMABLE}
         ORDER BY s.settled_at, p.settlement_id::numeric, p.index LIMIT $4`,
        [account, blockTime, windowSeconds, first],
      ),
    async claimableWei(account, { blockTime, windowSeconds }) {
      const [row] = await database.query<{ sum: string | null }>(
        `SELECT sum(p.amount_wei) AS sum FROM ${FROM} WHERE ${CLAIMABLE}`,
        [account, blockTime, windowSeconds],
      );
      return row?.sum ?? "0";
    },
  };
}
