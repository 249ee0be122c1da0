import { useQueries } from "@tanstack/react-query";
import { datasetQueryOptions } from "../queries/datasetQuery.ts";

/** Several datasets by id, in that order; each is a query of its own, shared with its page. */
export function useDatasetList(ids: readonly string[]) {
  return useQueries({ queries: ids.map((id) => datasetQueryOptions(id)) });
}
