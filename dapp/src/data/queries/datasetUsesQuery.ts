import { queryOptions } from "@tanstack/react-query";
import { type DatasetUses, decodeUses } from "../gateway/decodeUses.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import { retryRead } from "./retryRead.ts";

/** Key of a dataset's uses. */
export function datasetUsesQueryKey(id: string) {
  return ["dataset-uses", id] as const;
}

/** Who used a dataset and what for; null when there is none of that number. */
export function datasetUsesQueryOptions(id: string) {
  return queryOptions({
    queryKey: datasetUsesQueryKey(id),
    retry: retryRead,
    queryFn: async ({ signal }): Promise<DatasetUses | null> => {
      const data = await gatewayRequest("datasetUses", { id }, signal);
      return data.dataset == null ? null : decodeUses(new Reader(data.dataset, "dataset"));
    },
  });
}
