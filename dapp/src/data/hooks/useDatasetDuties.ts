import { useQuery } from "@tanstack/react-query";
import { datasetDutiesQueryOptions } from "../queries/datasetDutiesQuery.ts";

/** The duties of a dataset of the EHDS lane. */
export function useDatasetDuties(datasetId: string) {
  return useQuery(datasetDutiesQueryOptions(datasetId));
}
