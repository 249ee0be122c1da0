import { useQuery } from "@tanstack/react-query";
import { datasetQueryOptions } from "../queries/datasetQuery.ts";

/** One dataset by id; data is null when it does not exist. */
export function useDataset(id: string) {
  return useQuery(datasetQueryOptions(id));
}
