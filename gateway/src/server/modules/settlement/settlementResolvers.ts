import { decimalJson } from "../../graphql/decimalJson.ts";
import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { idOf } from "../../graphql/idOf.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import { incentiveStorage } from "../incentive/incentiveStorage.ts";
import { claimableAt } from "./claimableAt.ts";
import { settlementOf } from "./settlementOf.ts";
import {
  type AccountRow,
  type PayoutRow,
  type RenewalRow,
  type SettlementRow,
  settlementStorage,
} from "./settlementStorage.ts";

type Earnings = AccountRow & { readonly account: string };
type First = { first: number };

const NOTHING: AccountRow = { credited_wei: "0", claimed_wei: "0", balance_wei: "0", bonds_owed_wei: "0" };

/** The settlement of a row that names one; the index wrote both in one block. */
async function settlement(id: string, { loaders }: GraphqlContext): Promise<SettlementRow> {
  const row = await loaders.settlement.load(id);
  if (row === null) throw new TypeError(`the index has no settlement ${id}`);
  return row;
}

async function moment({ gateway }: GraphqlContext) {
  const [blockTime, windowSeconds] = await Promise.all([
    gateway.chain.blockTime(),
    gateway.chain.disputeWindowSeconds(),
  ]);
  return { blockTime, windowSeconds };
}

/** Resolvers of Payout, Renewal and Earnings, and the queries that find them. */
export const settlementResolvers = {
  Query: {
    async renewal(_: unknown, args: { id: string }, { loaders }: GraphqlContext) {
      const id = idOf(args.id);
      return id === null ? null : loaders.renewal.load(id);
    },
    async rewardBalance(_: unknown, args: { account: string }, { gateway }: GraphqlContext) {
      return (await settlementStorage(gateway.database).account(args.account))?.balance_wei ?? "0";
    },
    async earnings(_: unknown, args: { account: string }, { gateway }: GraphqlContext): Promise<Earnings> {
      const row = (await settlementStorage(gateway.database).account(args.account)) ?? NOTHING;
      return { ...row, account: args.account };
    },
  },
  Earnings: {
    creditedWei: (row: Earnings) => row.credited_wei,
    claimedWei: (row: Earnings) => row.claimed_wei,
    balanceWei: (row: Earnings) => row.balance_wei,
    bondsOwedWei: (row: Earnings) => row.bonds_owed_wei,
    claimableWei: async ({ account }: Earnings, _: unknown, context: GraphqlContext) =>
      settlementStorage(context.gateway.database).claimableWei(account, await moment(context)),
    payouts: ({ account }: Earnings, { first }: First, { gateway }: GraphqlContext) =>
      settlementStorage(gateway.database).payoutsOf(account, pageSize(first)),
    claimable: async ({ account }: Earnings, { first }: First, context: GraphqlContext) =>
      settlementStorage(context.gateway.database).claimable(account, await moment(context), pageSize(first)),
    incentives: ({ account }: Earnings, { first }: First, { gateway }: GraphqlContext) =>
      incentiveStorage(gateway.database).claimsBy(account, pageSize(first)),
  },
  Payout: {
    amountWei: (row: PayoutRow) => row.amount_wei,
    settlementId: (row: PayoutRow) => row.settlement_id,
    claimedAt: (row: PayoutRow) => row.claimed_at,
    claimedTx: (row: PayoutRow) => row.claimed_tx,
    async claimableAt(row: PayoutRow, _: unknown, context: GraphqlContext) {
      const found = await settlement(row.settlement_id, context);
      return claimableAt(found, await context.gateway.chain.disputeWindowSeconds());
    },
    settlement: async (row: PayoutRow, _: unknown, context: GraphqlContext) =>
      decimalJson(settlementOf(await settlement(row.settlement_id, context))),
    order: (row: PayoutRow, _: unknown, { loaders }: GraphqlContext) => loaders.order.load(row.order_id),
  },
  Renewal: {
    order: (row: RenewalRow, _: unknown, { loaders }: GraphqlContext) => loaders.order.load(row.order_id),
    status: async (row: RenewalRow, _: unknown, context: GraphqlContext) =>
      (await settlement(row.settlement_id, context)).status,
    totalWei: (row: RenewalRow) => row.total_wei,
    accessUntil: (row: RenewalRow) => row.access_until,
    renewedAt: (row: RenewalRow) => row.timestamp,
    renewedTx: (row: RenewalRow) => row.tx,
    settlement: async (row: RenewalRow, _: unknown, context: GraphqlContext) =>
      decimalJson(settlementOf(await settlement(row.settlement_id, context))),
    async claimableAt(row: RenewalRow, _: unknown, context: GraphqlContext) {
      const found = await settlement(row.settlement_id, context);
      return claimableAt(found, await context.gateway.chain.disputeWindowSeconds());
    },
    async disputableUntil(row: RenewalRow, _: unknown, context: GraphqlContext) {
      const found = await settlement(row.settlement_id, context);
      return found.settled_at + (await context.gateway.chain.disputeWindowSeconds());
    },
    payouts: (row: RenewalRow, _: unknown, { loaders }: GraphqlContext) =>
      loaders.payouts.load(row.settlement_id),
    dispute: (row: RenewalRow, _: unknown, { loaders }: GraphqlContext) => loaders.dispute.load(row.id),
  },
};
