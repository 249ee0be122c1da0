import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import { type EpochRow, type IncentiveClaimRow, incentiveStorage } from "./incentiveStorage.ts";

/** Resolvers of IncentiveEpoch and its claims, and the list of epochs. */
export const incentiveResolvers = {
  Query: {
    incentiveEpochs: (_: unknown, { first }: { first: number }, { gateway }: GraphqlContext) =>
      incentiveStorage(gateway.database).epochs(pageSize(first)),
  },
  IncentiveEpoch: {
    listDigest: (row: EpochRow) => row.list_digest,
    totalWei: (row: EpochRow) => row.total_wei,
    claimedWei: (row: EpochRow) => row.claimed_wei,
    claimableAt: (row: EpochRow) => row.claimable_at,
    closesAt: (row: EpochRow) => row.closes_at,
    claims: (row: EpochRow, { first }: { first: number }, { loaders }: GraphqlContext) =>
      loaders.incentiveClaims(pageSize(first)).load(row.id),
  },
  IncentiveClaim: {
    epochId: (row: IncentiveClaimRow) => row.epoch_id,
    amountWei: (row: IncentiveClaimRow) => row.amount_wei,
  },
};
