import { queryOptions } from "@tanstack/react-query";
import { fetchDatasetDuties } from "../gateway/fetchDatasetDuties.ts";
import { retryRead } from "./retryRead.ts";

/** What the holder of a dataset of the EHDS lane declares, and who is trusted; null where nothing is declared. */
export function datasetDutiesQueryOptions(datasetId: string) {
  return queryOptions({
    queryKey: ["ehds", "duties", datasetId],
    retry: retryRead,
    queryFn: ({ signal }) => fetchDatasetDuties(datasetId, signal),
  });
}
