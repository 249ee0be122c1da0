import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { isRunning } from "../../format/progress.ts";
import { orderStream } from "../gateway/orderStream.ts";
import { orderQueryKey, orderQueryOptions } from "../queries/orderQuery.ts";

/** One order by id, live until its job has ended: pushed by the gateway, asked for where that fails. */
export function useOrder(id: string) {
  const queryClient = useQueryClient();
  const [isStreaming, setStreaming] = useState(false);
  const order = useQuery(orderQueryOptions(id, isStreaming));
  const isLive = order.data != null && isRunning(order.data);
  useEffect(() => {
    if (!isLive) return;
    const stop = orderStream(id, {
      onChange: () => void queryClient.invalidateQueries({ queryKey: orderQueryKey(id) }),
      onState: setStreaming,
    });
    return () => {
      stop();
      setStreaming(false);
    };
  }, [id, isLive, queryClient]);
  return order;
}
