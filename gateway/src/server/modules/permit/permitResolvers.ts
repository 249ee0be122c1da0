import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { idOf } from "../../graphql/idOf.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { DatasetRow } from "../dataset/datasetStorage.ts";
import { type PermitFilter, type PermitRow, type PermitVersionRow, permitStorage } from "./permitStorage.ts";

/** Resolvers of DataPermit, its versions and history, and the queries that find permits. */
export const permitResolvers = {
  Query: {
    permits(_: unknown, args: PermitFilter & { first: number }, { gateway }: GraphqlContext) {
      const { first, ...filter } = args;
      return permitStorage(gateway.database).list(filter, pageSize(first));
    },
    async permit(_: unknown, args: { id: string }, { loaders }: GraphqlContext) {
      const id = idOf(args.id);
      return id === null ? null : loaders.permit.load(id);
    },
  },
  DataPermit: {
    optOutException: (row: PermitRow) => row.opt_out_exception,
    revocableFrom: (row: PermitRow) => row.revocable_from,
    purposesMask: (row: PermitRow) => row.purposes_mask,
    criteriaMask: (row: PermitRow) => row.criteria_mask,
    applicationHash: (row: PermitRow) => row.application_hash,
    decisionHash: (row: PermitRow) => row.decision_hash,
    approvedAt: (row: PermitRow) => row.approved_at,
    validFrom: (row: PermitRow) => row.valid_from,
    validUntil: (row: PermitRow) => row.valid_until,
    async datasets(row: PermitRow, _: unknown, { loaders }: GraphqlContext): Promise<DatasetRow[]> {
      const found = await Promise.all(row.datasets.map((id) => loaders.dataset.load(id)));
      return found.filter((dataset) => dataset !== null);
    },
    versions: (row: PermitRow, _: unknown, { loaders }: GraphqlContext) =>
      loaders.permitVersions.load(row.id),
    history: (row: PermitRow, _: unknown, { loaders }: GraphqlContext) => loaders.permitHistory.load(row.id),
    orders: (row: PermitRow, { first }: { first: number }, { loaders }: GraphqlContext) =>
      loaders.ordersOfPermit(pageSize(first)).load(row.id),
  },
  PermitVersion: {
    decisionHash: (row: PermitVersionRow) => row.decision_hash,
    purposesMask: (row: PermitVersionRow) => row.purposes_mask,
    datasetIds: (row: PermitVersionRow) => row.datasets,
  },
};
