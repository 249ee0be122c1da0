import type { GraphqlContext } from "../../graphql/graphqlContext.ts";
import { pageSize } from "../../graphql/pageSize.ts";
import type { DatasetRow } from "../dataset/datasetStorage.ts";
import type { CatalogueFilter } from "./catalogueFilter.ts";
import type { Found, FoundDataset } from "./catalogueView.ts";
import type { FacetCount } from "./facetColumns.ts";
import { FACETS, type Facet } from "./facets.ts";
import { searchOrder } from "./searchOrder.ts";

type Connection = { readonly found: Found; readonly page: readonly FoundDataset[] };
type Arguments = { filter?: CatalogueFilter | null; order: string; first: number; after?: string | null };

/** Resolver of one facet of all that were counted. */
const countsOf = (facet: Facet) => (counts: readonly FacetCount[]) =>
  counts.filter((count) => count.facet === facet);

/** Resolvers of the catalogue's search: datasets by text and facets, with exact counts; a page and its counts are of one moment. */
export const catalogueResolvers = {
  Query: {
    async catalogueSearch(_: unknown, args: Arguments, { catalogue }: GraphqlContext): Promise<Connection> {
      const order = searchOrder(args.order);
      const first = pageSize(args.first);
      const found = (await catalogue.current()).find(args.filter ?? {});
      return { found, page: found.page(order, first, args.after ?? null) };
    },
  },
  CatalogueConnection: {
    nodes({ page }: Connection, _: unknown, { loaders }: GraphqlContext): DatasetRow[] {
      for (const { row, budget } of page) loaders.budget.prime(row.id, budget);
      return page.map(({ row }) => row);
    },
    totalCount: ({ found }: Connection) => found.count,
    endCursor: ({ page }: Connection) => page.at(-1)?.cursor ?? null,
    facets: ({ found }: Connection) => found.facets(),
  },
  CatalogueFacets: Object.fromEntries(FACETS.map((facet) => [facet, countsOf(facet)])),
};
