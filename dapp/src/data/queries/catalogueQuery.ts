import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { CatalogueFilter, CataloguePage } from "../gateway/catalogueTypes.ts";
import { decodeCatalogue } from "../gateway/decodeCatalogue.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import { retryRead } from "./retryRead.ts";

const PAGE_SIZE = 20;
const REFRESH_MILLIS = 15_000;
/** While nothing is found the market may be seconds old, so one looks again sooner. */
const EMPTY_MILLIS = 3_000;

/** Key of a search of the catalogue. */
export function catalogueQueryKey(filter: CatalogueFilter) {
  return ["catalogue", filter] as const;
}

/**
 * Listed datasets that match `filter`, a page at a time, with exact facet counts; the earlier answer stays visible while the next one loads.
 * Asked again every 15 s, so that a dataset published meanwhile appears.
 */
export function catalogueQueryOptions(filter: CatalogueFilter) {
  return infiniteQueryOptions({
    queryKey: catalogueQueryKey(filter),
    retry: retryRead,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.totalCount === 0 ? EMPTY_MILLIS : REFRESH_MILLIS),
    initialPageParam: null as string | null,
    getNextPageParam: (last: CataloguePage, pages: CataloguePage[]) =>
      pages.reduce((count, page) => count + page.nodes.length, 0) < last.totalCount ? last.endCursor : null,
    queryFn: async ({ pageParam, signal }): Promise<CataloguePage> => {
      const { text, facets, order } = filter;
      const variables = {
        filter: text === "" ? facets : { ...facets, text },
        order,
        first: PAGE_SIZE,
        after: pageParam,
      };
      const data = await gatewayRequest("catalogueSearch", variables, signal);
      return decodeCatalogue(new Reader(data.catalogueSearch, "catalogueSearch"));
    },
  });
}
