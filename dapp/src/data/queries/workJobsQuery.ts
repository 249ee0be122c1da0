import { queryOptions } from "@tanstack/react-query";
import { decodeWorkJob, type WorkJob } from "../gateway/decodeWorkJob.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import { retryRead } from "./retryRead.ts";

const REFRESH_MILLIS = 5_000;

/** Key of the market's latest jobs. */
export function workJobsQueryKey() {
  return ["work-jobs"] as const;
}

/** The market's latest 100 jobs, newest first, whoever does them; asked again every 5 s. */
export function workJobsQueryOptions() {
  return queryOptions({
    queryKey: workJobsQueryKey(),
    retry: retryRead,
    refetchInterval: REFRESH_MILLIS,
    queryFn: async ({ signal }): Promise<WorkJob[]> => {
      const data = await gatewayRequest("workJobs", {}, signal);
      const jobs = new Reader(data, "data").objects("orders").map(decodeWorkJob);
      return jobs.sort((a, b) => Number(BigInt(b.orderId) - BigInt(a.orderId)));
    },
  });
}
