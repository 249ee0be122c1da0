import { queryOptions } from "@tanstack/react-query";
import { isRunning } from "../../format/progress.ts";
import { decodeOrderDetails } from "../gateway/decodeOrder.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { OrderDetails } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

const RUNNING_MILLIS = 1_500;
/** While the gateway pushes changes, asking is only for the case that one was missed. */
const STREAMING_MILLIS = 20_000;

/** Looks after which one asks slowly: what has not come by then comes late, or never. */
const PATIENT_LOOKS = 60;
const LATE_MILLIS = 15_000;

/** Key of one order. */
export function orderQueryKey(id: string) {
  return ["order", id] as const;
}

/**
 * One order with its documents; null while the index has not seen it. Asked every 1.5 s until the job has ended and a
 * delivered one's documents have arrived; with `isStreaming` hardly ever, because changes are pushed, and seldom for a number that still has no order
 * after a minute and a half.
 */
export function orderQueryOptions(id: string, isStreaming = false) {
  return queryOptions<OrderDetails | null>({
    queryKey: orderQueryKey(id),
    retry: retryRead,
    refetchInterval: ({ state: { data, dataUpdateCount } }) => {
      if (!needsAnotherLook(data)) return false;
      if (isStreaming) return STREAMING_MILLIS;
      return dataUpdateCount < PATIENT_LOOKS || (data != null && isRunning(data))
        ? RUNNING_MILLIS
        : LATE_MILLIS;
    },
    queryFn: async ({ signal }): Promise<OrderDetails | null> => {
      const data = await gatewayRequest("order", { id }, signal);
      return data.order == null ? null : decodeOrderDetails(new Reader(data.order, "order"));
    },
  });
}

function needsAnotherLook(order: OrderDetails | null | undefined): boolean {
  if (order == null || isRunning(order)) return true;
  // A failed job's documents may never be pinned, so only a delivered one's are waited for.
  return order.state === "FINALISED" && (order.certificate === null || order.manifest === null);
}
