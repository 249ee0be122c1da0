import { useInfiniteQuery } from "@tanstack/react-query";
import type { DatasetFilter } from "../gateway/types.ts";
import { datasetsQueryOptions } from "../queries/datasetsQuery.ts";

/** Datasets that match a filter, page by page. */
export function useDatasets(filter: DatasetFilter) {
  return useInfiniteQuery(datasetsQueryOptions(filter));
}
