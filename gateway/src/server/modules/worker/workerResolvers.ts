import type { GraphqlContext } from "../../graphql/graphqlContext.ts";

/** A worker's row in the index; id is its account. */
export type WorkerRow = {
  readonly id: string;
  readonly roles: number;
  readonly endpoint: string;
  readonly hpke_key: string;
  readonly stake_wei: string;
  readonly active: boolean;
};

/** Resolvers of Worker and the list of all who ever registered, in that order. */
export const workerResolvers = {
  Query: {
    workers: (_: unknown, __: unknown, { gateway }: GraphqlContext) =>
      gateway.database.query<WorkerRow>(
        "SELECT id, roles, endpoint, hpke_key, stake_wei, active FROM subgraph.worker ORDER BY registered_at, id LIMIT 1000",
      ),
  },
  Worker: {
    hpkeKey: (row: WorkerRow) => row.hpke_key,
    stakeWei: (row: WorkerRow) => row.stake_wei,
  },
};
