import { useQuery } from "@tanstack/react-query";
import { nodeHealthQueryOptions } from "../queries/nodeHealthQuery.ts";

/** How the node at an endpoint is. */
export function useNodeHealth(endpoint: string) {
  return useQuery(nodeHealthQueryOptions(endpoint));
}
