import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { chainOrderQueryOptions } from "../queries/chainOrderQuery.ts";

/** The chain's own record of an order, asked again whenever `state` or `status` changes. */
export function useChainOrder(orderId: string, state: string, status: string) {
  return useQuery(chainOrderQueryOptions(useConfig(), useDeployment(), orderId, [state, status]));
}
