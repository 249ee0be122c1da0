import { queryOptions } from "@tanstack/react-query";
import { fetchQualityLabel } from "../gateway/fetchQualityLabel.ts";
import { retryRead } from "./retryRead.ts";

/** Key of a dataset's quality and utility label. */
export function qualityLabelQueryKey(datasetId: string) {
  return ["quality-label", datasetId] as const;
}

/** A dataset's quality and utility label; null while its catalogue entry is not fetched. */
export function qualityLabelQueryOptions(datasetId: string) {
  return queryOptions({
    queryKey: qualityLabelQueryKey(datasetId),
    retry: retryRead,
    queryFn: ({ signal }) => fetchQualityLabel(datasetId, signal),
  });
}
