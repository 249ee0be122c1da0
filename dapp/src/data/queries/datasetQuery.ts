import { queryOptions } from "@tanstack/react-query";
import { decodeDatasetDetails } from "../gateway/decodeDataset.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { DatasetDetails } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

/** A dataset that is not indexed yet, or whose documents are not fetched, is looked for again. */
const WAITING_MILLIS = 3_000;
/** Looks after which one asks slowly: what has not come by then comes late, or never. */
const PATIENT_LOOKS = 30;
const LATE_MILLIS = 15_000;

/** Key of one dataset. */
export function datasetQueryKey(id: string) {
  return ["dataset", id] as const;
}

/** One dataset with its ledger, consent basis and orders; null when there is none of that id (yet). Asked again until its documents are there. */
export function datasetQueryOptions(id: string) {
  return queryOptions<DatasetDetails | null>({
    queryKey: datasetQueryKey(id),
    retry: retryRead,
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (!isWaitedFor(data)) return false;
      return dataUpdateCount < PATIENT_LOOKS ? WAITING_MILLIS : LATE_MILLIS;
    },
    queryFn: async ({ signal }): Promise<DatasetDetails | null> => {
      const data = await gatewayRequest("dataset", { id }, signal);
      return data.dataset == null ? null : decodeDatasetDetails(new Reader(data.dataset, "dataset"));
    },
  });
}

function isWaitedFor(dataset: DatasetDetails | null | undefined): boolean {
  return dataset === null || (dataset !== undefined && (dataset.entry === null || dataset.schema === null));
}
