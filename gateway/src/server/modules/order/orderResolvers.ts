import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { idOf } from "../../graphql/idOf.ts";
import { createLoaders } from "../../graphql/loaders.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { DatasetRow } from "../dataset/datasetStorage.ts";
import {
  type JobEventRow,
  type JobRow,
  type OrderRow,
  orderStorage,
  type PayoutRow,
} from "./orderStorage.ts";
import { pinOrderSpec } from "./pinOrderSpec.ts";
import { watchOrder } from "./watchOrder.ts";

/** Resolvers of Order, Job and Payout, the queries that find orders, pinOrderSpec and orderProgress. */
export const orderResolvers = {
  Query: {
    async order(_: unknown, args: { id: string }, { loaders }: GraphqlContext) {
      const id = idOf(args.id);
      return id === null ? null : loaders.order.load(id);
    },
    orders: (_: unknown, args: { buyer?: string | null; first: number }, { gateway }: GraphqlContext) =>
      orderStorage(gateway.database).list(args.buyer ?? null, pageSize(args.first)),
  },
  Mutation: {
    pinOrderSpec: (_: unknown, args: { spec: unknown }, { gateway }: GraphqlContext) =>
      pinOrderSpec(gateway, args.spec),
  },
  Subscription: {
    orderProgress: {
      subscribe: (_: unknown, args: { id: string }, { gateway }: GraphqlContext) =>
        watchOrder(gateway, args.id),
      resolve(row: OrderRow, _: unknown, context: GraphqlContext) {
        context.loaders = createLoaders(context.gateway);
        return row;
      },
    },
  },
  Order: {
    async datasets(row: OrderRow, _: unknown, { loaders }: GraphqlContext): Promise<DatasetRow[]> {
      const rows = await Promise.all(row.datasets.map((id) => loaders.dataset.load(id)));
      return rows.filter((dataset) => dataset !== null);
    },
    specDigest: (row: OrderRow) => row.spec_digest,
    spec: (row: OrderRow, _: unknown, { loaders }: GraphqlContext) =>
      loaders.documents.spec.load(row.spec_digest),
    rhoMicro: (row: OrderRow) => row.rho_micro,
    totalWei: (row: OrderRow) => row.total_wei,
    placedAt: (row: OrderRow) => row.placed_at,
    placedTx: (row: OrderRow) => row.placed_tx,
    accessUntil: (row: OrderRow) => row.access_until,
    job: (row: OrderRow, _: unknown, { loaders }: GraphqlContext) => loaders.job.load(row.id),
    payouts: (row: OrderRow, _: unknown, { loaders }: GraphqlContext) => loaders.payouts.load(row.id),
  },
  Job: {
    failReason: (row: JobRow) => row.fail_reason,
    consentEpochs: (row: JobRow) => row.consent_epochs,
    manifestDigest: (row: JobRow) => row.manifest_digest,
    outputHash: (row: JobRow) => row.output_hash,
    modelDigest: (row: JobRow) => row.model_digest,
    certificateDigest: (row: JobRow) => row.certificate_digest,
    certificate: (row: JobRow, _: unknown, { loaders }: GraphqlContext) =>
      row.certificate_digest === null ? null : loaders.documents.certificate.load(row.certificate_digest),
    manifest: (row: JobRow, _: unknown, { loaders }: GraphqlContext) =>
      row.manifest_digest === null ? null : loaders.documents.manifest.load(row.manifest_digest),
    history: (row: JobRow, _: unknown, { loaders }: GraphqlContext) => loaders.history.load(row.id),
  },
  JobEvent: { gasUsed: (row: JobEventRow) => row.gas_used },
  Payout: { amountWei: (row: PayoutRow) => row.amount_wei },
};
