import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { indexStatus } from "./indexStatus.ts";

/** Totals as the index keeps them. */
export type StatsRow = {
  readonly datasets: number;
  readonly orders: number;
  readonly finalised_orders: number;
  readonly volume_wei: string;
  readonly rows_delivered: string;
  readonly renewals: number;
  readonly failed_jobs: number;
  readonly escrowed_wei: string;
  readonly refunded_wei: string;
  readonly disputes: number;
  readonly permits: number;
};
type FeesRow = {
  readonly treasury_bps: number;
  readonly worker_bps: number;
  readonly evaluator_bps: number;
  readonly treasury: string;
};
type ThresholdsRow = {
  readonly id: string;
  readonly tvd1_bps: number;
  readonly tvd2_bps: number;
  readonly membership_auc_bps: number;
};

const EMPTY: StatsRow = {
  datasets: 0,
  orders: 0,
  finalised_orders: 0,
  volume_wei: "0",
  rows_delivered: "0",
  renewals: 0,
  failed_jobs: 0,
  escrowed_wei: "0",
  refunded_wei: "0",
  disputes: 0,
  permits: 0,
};

/** Resolvers about the market as a whole: deployment, index position, totals, fees and thresholds. */
export const marketResolvers = {
  Query: {
    deployment: (_: unknown, __: unknown, { gateway }: GraphqlContext) => ({
      ...gateway.deployment,
      rpcUrl: gateway.publicRpcUrl,
    }),
    status: (_: unknown, __: unknown, { gateway }: GraphqlContext) => indexStatus(gateway),
    async stats(_: unknown, __: unknown, { gateway }: GraphqlContext) {
      const [row] = await gateway.database.query<StatsRow>(
        `SELECT datasets, orders, finalised_orders, volume_wei, rows_delivered, renewals, failed_jobs, escrowed_wei,
                refunded_wei, disputes, permits FROM subgraph.stats WHERE id = 'market'`,
      );
      return row ?? EMPTY;
    },
    async fees(_: unknown, __: unknown, { gateway }: GraphqlContext) {
      const [row] = await gateway.database.query<FeesRow>(
        "SELECT treasury_bps, worker_bps, evaluator_bps, treasury FROM subgraph.fees WHERE id = 'market'",
      );
      return row ?? null;
    },
    thresholds: (_: unknown, __: unknown, { gateway }: GraphqlContext) =>
      gateway.database.query<ThresholdsRow>(
        "SELECT id, tvd1_bps, tvd2_bps, membership_auc_bps FROM subgraph.thresholds ORDER BY id::integer",
      ),
  },
  Stats: {
    finalisedOrders: (row: StatsRow) => row.finalised_orders,
    volumeWei: (row: StatsRow) => row.volume_wei,
    rowsDelivered: (row: StatsRow) => row.rows_delivered,
    failedJobs: (row: StatsRow) => row.failed_jobs,
    escrowedWei: (row: StatsRow) => row.escrowed_wei,
    refundedWei: (row: StatsRow) => row.refunded_wei,
  },
  Fees: {
    treasuryBps: (row: FeesRow) => row.treasury_bps,
    workerBps: (row: FeesRow) => row.worker_bps,
    evaluatorBps: (row: FeesRow) => row.evaluator_bps,
  },
  Thresholds: {
    releaseClass: (row: ThresholdsRow) => Number(row.id),
    tvd1Bps: (row: ThresholdsRow) => row.tvd1_bps,
    tvd2Bps: (row: ThresholdsRow) => row.tvd2_bps,
    membershipAucBps: (row: ThresholdsRow) => row.membership_auc_bps,
  },
};
