import { queryOptions } from "@tanstack/react-query";
import { fetchNodeHealth, type NodeHealth } from "../nodes/fetchNodeHealth.ts";

const REFRESH_MILLIS = 15_000;

/** Key of a node's health. */
export function nodeHealthQueryKey(endpoint: string) {
  return ["node-health", endpoint] as const;
}

/** How a node is, asked every 15 s while the page is open. Silence is an answer, not an error. */
export function nodeHealthQueryOptions(endpoint: string) {
  return queryOptions({
    queryKey: nodeHealthQueryKey(endpoint),
    refetchInterval: REFRESH_MILLIS,
    queryFn: (): Promise<NodeHealth> => fetchNodeHealth(endpoint),
  });
}
