import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { DatasetRow } from "../dataset/datasetStorage.ts";
import type { CatalogueFilter } from "./catalogueFilter.ts";
import { catalogueSearch, type FacetCount, type FoundDataset, searchOrder } from "./catalogueSearch.ts";
import { FACETS, type Facet } from "./facetSql.ts";

type Connection = { readonly filter: CatalogueFilter; readonly found: readonly FoundDataset[] };
type Arguments = { filter?: CatalogueFilter | null; order: string; first: number; after?: string | null };

/** Resolver of one facet of all that were counted. */
const countsOf = (facet: Facet) => (counts: readonly FacetCount[]) =>
  counts.filter((count) => count.facet === facet);

/** Resolvers of the catalogue's search: datasets by text and facets, with exact counts. */
export const catalogueResolvers = {
  Query: {
    async catalogueSearch(_: unknown, args: Arguments, { gateway }: GraphqlContext): Promise<Connection> {
      const filter = args.filter ?? {};
      const search = catalogueSearch(gateway.database);
      const order = searchOrder(args.order);
      return { filter, found: await search.page(filter, order, pageSize(args.first), args.after ?? null) };
    },
  },
  CatalogueConnection: {
    async nodes({ found }: Connection, _: unknown, { loaders }: GraphqlContext): Promise<DatasetRow[]> {
      const rows = await Promise.all(found.map(({ id }) => loaders.dataset.load(id)));
      return rows.filter((row) => row !== null);
    },
    totalCount: ({ filter }: Connection, _: unknown, { gateway }: GraphqlContext) =>
      catalogueSearch(gateway.database).count(filter),
    endCursor: ({ found }: Connection) => found.at(-1)?.cursor ?? null,
    facets: ({ filter }: Connection, _: unknown, { gateway }: GraphqlContext) =>
      catalogueSearch(gateway.database).facets(filter),
  },
  CatalogueFacets: Object.fromEntries(FACETS.map((facet) => [facet, countsOf(facet)])),
};
