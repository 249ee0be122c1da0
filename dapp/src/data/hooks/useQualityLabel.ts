import { useQuery } from "@tanstack/react-query";
import { qualityLabelQueryOptions } from "../queries/qualityLabelQuery.ts";

/** The quality and utility label of a dataset. */
export function useQualityLabel(datasetId: string) {
  return useQuery(qualityLabelQueryOptions(datasetId));
}
