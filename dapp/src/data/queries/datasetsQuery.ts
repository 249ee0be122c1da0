import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import { decodeDatasetPage } from "../gateway/decodeDataset.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { DatasetFilter, DatasetPage } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

const PAGE_SIZE = 20;

/** Key of a filtered dataset list; amounts as text because keys are hashed as JSON. */
export function datasetsQueryKey(filter: DatasetFilter) {
  return ["datasets", filterVariables(filter)] as const;
}

/** Datasets that match `filter`, a page at a time, the earlier answer staying visible while the next one loads. */
export function datasetsQueryOptions(filter: DatasetFilter) {
  return infiniteQueryOptions({
    queryKey: datasetsQueryKey(filter),
    retry: retryRead,
    placeholderData: keepPreviousData,
    initialPageParam: null as string | null,
    getNextPageParam: (last: DatasetPage, pages: DatasetPage[]) =>
      pages.reduce((count, page) => count + page.nodes.length, 0) < last.totalCount ? last.endCursor : null,
    queryFn: async ({ pageParam, signal }): Promise<DatasetPage> => {
      const variables = { filter: filterVariables(filter), first: PAGE_SIZE, after: pageParam };
      const data = await gatewayRequest("datasets", variables, signal);
      return decodeDatasetPage(new Reader(data.datasets, "datasets"));
    },
  });
}

/** The filter as GraphQL variables: bigint as decimal text, absent members left out. */
function filterVariables(filter: DatasetFilter): Record<string, string | number> {
  const variables: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(filter)) {
    if (value !== undefined && value !== "")
      variables[key] = typeof value === "bigint" ? value.toString() : value;
  }
  return variables;
}
