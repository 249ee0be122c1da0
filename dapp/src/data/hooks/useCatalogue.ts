import { useInfiniteQuery } from "@tanstack/react-query";
import type { CatalogueFilter } from "../gateway/catalogueTypes.ts";
import { catalogueQueryOptions } from "../queries/catalogueQuery.ts";

/** Listed datasets of a search, page by page, with facet counts. */
export function useCatalogue(filter: CatalogueFilter) {
  return useInfiniteQuery(catalogueQueryOptions(filter));
}
