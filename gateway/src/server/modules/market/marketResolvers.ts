import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { indexStatus } from "./indexStatus.ts";

/** Totals as the index keeps them. */
export type StatsRow = {
  readonly datasets: number;
  readonly orders: number;
  readonly finalised_orders: number;
  readonly volume_wei: string;
  readonly rows_delivered: string;
};

const EMPTY: StatsRow = { datasets: 0, orders: 0, finalised_orders: 0, volume_wei: "0", rows_delivered: "0" };

/** Resolvers about the market as a whole: deployment, index position, totals and balances. */
export const marketResolvers = {
  Query: {
    deployment: (_: unknown, __: unknown, { gateway }: GraphqlContext) => ({
      ...gateway.deployment,
      rpcUrl: gateway.publicRpcUrl,
    }),
    status: (_: unknown, __: unknown, { gateway }: GraphqlContext) => indexStatus(gateway),
    async stats(_: unknown, __: unknown, { gateway }: GraphqlContext) {
      const [row] = await gateway.database.query<StatsRow>(
        "SELECT datasets, orders, finalised_orders, volume_wei, rows_delivered FROM subgraph.stats WHERE id = 'market'",
      );
      return row ?? EMPTY;
    },
    async rewardBalance(_: unknown, args: { account: string }, { gateway }: GraphqlContext) {
      const [row] = await gateway.database.query<{ balance_wei: string }>(
        "SELECT balance_wei FROM subgraph.reward_balance WHERE id = lower($1)",
        [args.account],
      );
      return row?.balance_wei ?? "0";
    },
  },
  Stats: {
    finalisedOrders: (row: StatsRow) => row.finalised_orders,
    volumeWei: (row: StatsRow) => row.volume_wei,
    rowsDelivered: (row: StatsRow) => row.rows_delivered,
  },
};
