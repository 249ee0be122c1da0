import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { type OfferMatchRow, type OfferRow, offerStorage } from "./offerStorage.ts";

/** Resolvers of Offer and OfferMatch, and the query that finds an offer by its hash. */
export const offerResolvers = {
  Query: {
    offer: (_: unknown, args: { hash: string }, { gateway }: GraphqlContext) =>
      offerStorage(gateway.database).byHash(args.hash),
  },
  Offer: {
    hash: (row: OfferRow) => row.id,
    dataset: (row: OfferRow, _: unknown, { loaders }: GraphqlContext) => loaders.dataset.load(row.dataset_id),
  },
  OfferMatch: {
    hash: (row: OfferMatchRow) => row.offer_id,
    datasetId: (row: OfferMatchRow) => row.dataset_id,
  },
};
