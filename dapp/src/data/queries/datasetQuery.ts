import { queryOptions } from "@tanstack/react-query";
import { decodeDatasetDetails } from "../gateway/decodeDataset.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { DatasetDetails } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

/** Key of one dataset. */
export function datasetQueryKey(id: string) {
  return ["dataset", id] as const;
}

/** One dataset with its ledger, consent basis and orders; null when there is none of that id. */
export function datasetQueryOptions(id: string) {
  return queryOptions({
    queryKey: datasetQueryKey(id),
    retry: retryRead,
    queryFn: async ({ signal }): Promise<DatasetDetails | null> => {
      const data = await gatewayRequest("dataset", { id }, signal);
      return data.dataset == null ? null : decodeDatasetDetails(new Reader(data.dataset, "dataset"));
    },
  });
}
