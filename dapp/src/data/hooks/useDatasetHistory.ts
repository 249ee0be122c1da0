import { useQuery } from "@tanstack/react-query";
import { datasetHistoryQueryOptions } from "../queries/datasetHistoryQuery.ts";

/** What was published of a dataset and what was done with it. */
export function useDatasetHistory(id: string) {
  return useQuery(datasetHistoryQueryOptions(id));
}
