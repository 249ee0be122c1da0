import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import { type WorkerRow, type WorkerSlashRow, workerStorage } from "./workerStorage.ts";

/** Resolvers of Worker and the list of all who ever registered, in that order. */
export const workerResolvers = {
  Query: {
    workers: (_: unknown, __: unknown, { gateway }: GraphqlContext) => workerStorage(gateway.database).list(),
  },
  Worker: {
    hpkeKey: (row: WorkerRow) => row.hpke_key,
    stakeWei: (row: WorkerRow) => row.stake_wei,
    slashedWei: (row: WorkerRow) => row.slashed_wei,
    slashes: (row: WorkerRow, { first }: { first: number }, { loaders }: GraphqlContext) =>
      loaders.workerSlashes(pageSize(first)).load(row.id),
  },
  WorkerSlash: {
    orderId: (row: WorkerSlashRow) => row.order_id,
    slashedWei: (row: WorkerSlashRow) => row.slashed_wei,
  },
};
