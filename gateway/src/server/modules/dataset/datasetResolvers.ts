import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { idOf } from "../../graphql/idOf.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { DatasetFilter } from "./datasetConditions.ts";
import {
  type BudgetEntryRow,
  type BudgetRow,
  type ConsentRow,
  type DatasetRow,
  type DatasetVersionRow,
  datasetStorage,
} from "./datasetStorage.ts";

type Connection = { readonly filter: DatasetFilter; readonly nodes: DatasetRow[] };
type First = { first: number };

const costs = (row: DatasetRow | DatasetVersionRow) => ({
  holderWei: row.holder_wei,
  computeWei: row.compute_wei,
  evaluationWei: row.evaluation_wei,
  accessBodyWei: row.access_body_wei,
});

const facets = (filter: DatasetFilter, { gateway }: GraphqlContext) => {
  const storage = datasetStorage(gateway.database);
  return {
    categories: () => storage.facet(filter, "category"),
    purposes: () => storage.facet(filter, "purpose"),
    schemas: () => storage.facet(filter, "schema"),
  };
};

/** Resolvers of Dataset, its budget and consent, and the queries that find datasets. */
export const datasetResolvers = {
  Query: {
    async datasets(
      _: unknown,
      args: First & { filter?: DatasetFilter | null; after?: string | null },
      { gateway }: GraphqlContext,
    ): Promise<Connection> {
      const filter = args.filter ?? {};
      const first = pageSize(args.first);
      const after = args.after == null ? null : idOf(args.after);
      return { filter, nodes: await datasetStorage(gateway.database).page(filter, first, after) };
    },
    async dataset(_: unknown, args: { id: string }, { loaders }: GraphqlContext) {
      const id = idOf(args.id);
      return id === null ? null : loaders.dataset.load(id);
    },
  },
  DatasetConnection: {
    totalCount: ({ filter }: Connection, _: unknown, { gateway }: GraphqlContext) =>
      datasetStorage(gateway.database).count(filter),
    endCursor: ({ nodes }: Connection) => nodes.at(-1)?.id ?? null,
    facets: ({ filter }: Connection, _: unknown, context: GraphqlContext) => facets(filter, context),
  },
  Dataset: {
    title: (row: DatasetRow) => row.title || `Dataset ${row.id}`,
    description: (row: DatasetRow) => row.description ?? "",
    categoryCode: (row: DatasetRow) => row.category_code,
    purposesMask: (row: DatasetRow) => row.purposes_mask,
    priceWei: (row: DatasetRow) => row.price_wei,
    rowPriceWei: (row: DatasetRow) => row.row_price_wei,
    renewalBps: (row: DatasetRow) => row.renewal_bps,
    costs,
    versions: (row: DatasetRow, _: unknown, { loaders }: GraphqlContext) => loaders.versions.load(row.id),
    catalogueDigest: (row: DatasetRow) => row.catalogue_digest,
    schemaDigest: (row: DatasetRow) => row.schema_digest,
    publishedAt: (row: DatasetRow) => row.published_at,
    publishedTx: (row: DatasetRow) => row.published_tx,
    schema: (row: DatasetRow, _: unknown, { loaders }: GraphqlContext) =>
      loaders.documents.schema.load(row.schema_digest),
    catalogue: (row: DatasetRow, _: unknown, { loaders }: GraphqlContext) =>
      loaders.documents.catalogue.load(row.catalogue_digest),
    budget: (row: DatasetRow, _: unknown, { loaders }: GraphqlContext) => loaders.budget.load(row.id),
    consent: (row: DatasetRow, _: unknown, { loaders }: GraphqlContext) => loaders.consent.load(row.id),
    orders: (row: DatasetRow, { first }: First, { loaders }: GraphqlContext) =>
      loaders.ordersOfDataset(pageSize(first)).load(row.id),
    permits: (row: DatasetRow, { first }: First, { loaders }: GraphqlContext) =>
      loaders.permitsOfDataset(pageSize(first)).load(row.id),
  },
  DatasetVersion: {
    catalogueDigest: (row: DatasetVersionRow) => row.catalogue_digest,
    schemaDigest: (row: DatasetVersionRow) => row.schema_digest,
    licenceHash: (row: DatasetVersionRow) => row.licence_hash,
    consentRoot: (row: DatasetVersionRow) => row.consent_root,
    addedRhoMicro: (row: DatasetVersionRow) => row.added_rho_micro,
    costs,
    publishedAt: (row: DatasetVersionRow) => row.published_at,
    publishedTx: (row: DatasetVersionRow) => row.published_tx,
  },
  Budget: {
    capMicro: (row: BudgetRow) => row.cap_micro,
    perBuyerMicro: (row: BudgetRow) => row.per_buyer_micro,
    usedMicro: async (row: BudgetRow, { buyer }: { buyer: string }, { loaders }: GraphqlContext) =>
      (await loaders.usedMicro(buyer).load(row.id))?.used_micro ?? "0",
    reservedMicro: (row: BudgetRow) => row.reserved_micro,
    spentMicro: (row: BudgetRow) => row.spent_micro,
    availableMicro: (row: BudgetRow) => row.available_micro,
    entries: (row: BudgetRow, { first }: First, { loaders }: GraphqlContext) =>
      loaders.budgetEntries(pageSize(first)).load(row.id),
  },
  BudgetEntry: {
    /** OPENED and TOPPED_UP belong to no order. */
    orderId: (row: BudgetEntryRow) => row.order_id ?? "0",
    rhoMicro: (row: BudgetEntryRow) => row.rho_micro,
  },
  Consent: {
    roots: (row: ConsentRow) => row.roots,
    epoch: (row: ConsentRow) => row.epoch,
    grantsCount: (row: ConsentRow) => row.grants_count,
    pendingCount: (row: ConsentRow) => row.pending_count,
    withdrawalsCount: (row: ConsentRow) => row.withdrawals_count,
    optOutRoots: (row: ConsentRow) => row.opt_out_roots,
  },
};
