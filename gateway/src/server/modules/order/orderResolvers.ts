import { decimalJson } from "../../graphql/decimalJson.ts";
import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { idOf } from "../../graphql/idOf.ts";
import { createLoaders } from "../../graphql/loaders.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { DatasetRow } from "../dataset/datasetStorage.ts";
import { claimableAt } from "../settlement/claimableAt.ts";
import { settlementOf } from "../settlement/settlementOf.ts";
import { jobRecordOf } from "./jobRecordOf.ts";
import {
  type EquivocationRow,
  type JobEventRow,
  type JobRow,
  type OrderRow,
  orderStorage,
} from "./orderStorage.ts";
import { orderTermsOf } from "./orderTermsOf.ts";
import { pinOrderSpec } from "./pinOrderSpec.ts";
import { watchOrder } from "./watchOrder.ts";

async function settlement({ settlement_id }: OrderRow, { loaders }: GraphqlContext) {
  return settlement_id === null ? null : loaders.settlement.load(settlement_id);
}

/** Resolvers of Order and Job, the queries that find orders, pinOrderSpec and orderProgress. */
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
    buyerKey: (row: OrderRow) => row.buyer_key,
    clientOrderId: (row: OrderRow) => row.client_order_id,
    renewalWei: (row: OrderRow) => row.renewal_wei,
    accessSeconds: (row: OrderRow) => row.access_seconds,
    terms: (row: OrderRow) => decimalJson(orderTermsOf(row)),
    async settlement(row: OrderRow, _: unknown, context: GraphqlContext) {
      const found = await settlement(row, context);
      return found === null ? null : decimalJson(settlementOf(found));
    },
    permit: (row: OrderRow, _: unknown, { loaders }: GraphqlContext) =>
      row.permit_id === null ? null : loaders.permit.load(row.permit_id),
    settledAt: (row: OrderRow) => row.settled_at,
    releasedAt: (row: OrderRow) => row.released_at,
    refundedAt: (row: OrderRow) => row.refunded_at,
    async claimableAt(row: OrderRow, _: unknown, context: GraphqlContext) {
      const found = await settlement(row, context);
      return found === null ? null : claimableAt(found, await context.gateway.chain.disputeWindowSeconds());
    },
    async disputableUntil(row: OrderRow, _: unknown, context: GraphqlContext) {
      const found = await settlement(row, context);
      return found === null ? null : found.settled_at + (await context.gateway.chain.disputeWindowSeconds());
    },
    dispute: (row: OrderRow, _: unknown, { loaders }: GraphqlContext) => loaders.dispute.load(row.id),
    renewals: (row: OrderRow, _: unknown, { loaders }: GraphqlContext) =>
      loaders.renewalsOfOrder.load(row.id),
    offers: (row: OrderRow, _: unknown, { loaders }: GraphqlContext) => loaders.offerMatches.load(row.id),
  },
  Job: {
    failReason: (row: JobRow) => row.fail_reason,
    consentEpochs: (row: JobRow) => row.consent_epochs,
    manifestDigest: (row: JobRow) => row.manifest_digest,
    outputHash: (row: JobRow) => row.output_hash,
    modelDigest: (row: JobRow) => row.model_digest,
    certificateDigest: (row: JobRow) => row.certificate_digest,
    releaseClass: (row: JobRow) => row.release_class,
    tvd1Bps: (row: JobRow) => row.tvd1_bps,
    tvd2Bps: (row: JobRow) => row.tvd2_bps,
    membershipAucBps: (row: JobRow) => row.membership_auc_bps,
    claimedAt: (row: JobRow) => row.claimed_at,
    record: (row: JobRow) => decimalJson(jobRecordOf(row)),
    equivocations: (row: JobRow, _: unknown, { loaders }: GraphqlContext) =>
      loaders.equivocations.load(row.id),
    certificate: (row: JobRow, _: unknown, { loaders }: GraphqlContext) =>
      row.certificate_digest === null ? null : loaders.documents.certificate.load(row.certificate_digest),
    manifest: (row: JobRow, _: unknown, { loaders }: GraphqlContext) =>
      row.manifest_digest === null ? null : loaders.documents.manifest.load(row.manifest_digest),
    history: (row: JobRow, _: unknown, { loaders }: GraphqlContext) => loaders.history.load(row.id),
  },
  JobEvent: { gasUsed: (row: JobEventRow) => row.gas_used },
  Equivocation: { slashedWei: (row: EquivocationRow) => row.slashed_wei },
};
