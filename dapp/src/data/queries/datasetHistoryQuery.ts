import { queryOptions } from "@tanstack/react-query";
import { decodeHistory } from "../gateway/decodeHistory.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import type { DatasetHistory } from "../gateway/historyTypes.ts";
import { Reader } from "../gateway/reader.ts";
import { retryRead } from "./retryRead.ts";

const REFRESH_MILLIS = 15_000;

/** Key of a dataset's history. */
export function datasetHistoryQueryKey(id: string) {
  return ["dataset-history", id] as const;
}

/** Versions, legal basis and latest orders of a dataset; null when there is none of that id. Asked again every 15 s. */
export function datasetHistoryQueryOptions(id: string) {
  return queryOptions({
    queryKey: datasetHistoryQueryKey(id),
    retry: retryRead,
    refetchInterval: REFRESH_MILLIS,
    queryFn: async ({ signal }): Promise<DatasetHistory | null> => {
      const data = await gatewayRequest("datasetHistory", { id }, signal);
      return data.dataset == null ? null : decodeHistory(new Reader(data.dataset, "dataset"));
    },
  });
}
