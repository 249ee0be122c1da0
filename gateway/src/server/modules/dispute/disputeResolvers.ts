import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import { type DisputeRow, type DisputeVoteRow, disputeStorage } from "./disputeStorage.ts";

/** Resolvers of Dispute and its votes, and the list of disputes. */
export const disputeResolvers = {
  Query: {
    disputes: (_: unknown, args: { state?: string | null; first: number }, { gateway }: GraphqlContext) =>
      disputeStorage(gateway.database).list(args.state ?? null, pageSize(args.first)),
  },
  Dispute: {
    order: (row: DisputeRow, _: unknown, { loaders }: GraphqlContext) => loaders.order.load(row.order_id),
    renewal: (row: DisputeRow, _: unknown, { loaders }: GraphqlContext) =>
      row.renewal_id === null ? null : loaders.renewal.load(row.renewal_id),
    evidenceDigest: (row: DisputeRow) => row.evidence_digest,
    bondWei: (row: DisputeRow) => row.bond_wei,
    openedAt: (row: DisputeRow) => row.opened_at,
    openedTx: (row: DisputeRow) => row.opened_tx,
    closesAt: (row: DisputeRow) => row.closes_at,
    resolvedAt: (row: DisputeRow) => row.resolved_at,
    votesFor: (row: DisputeRow) => row.votes_for,
    votesAgainst: (row: DisputeRow) => row.votes_against,
    votes: (row: DisputeRow, _: unknown, { loaders }: GraphqlContext) => loaders.disputeVotes.load(row.id),
  },
  DisputeVote: { opinionDigest: (row: DisputeVoteRow) => row.opinion_digest },
};
