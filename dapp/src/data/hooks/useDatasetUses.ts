import { useQuery } from "@tanstack/react-query";
import { datasetUsesQueryOptions } from "../queries/datasetUsesQuery.ts";

/** Who used a dataset. */
export function useDatasetUses(id: string) {
  return useQuery(datasetUsesQueryOptions(id));
}
