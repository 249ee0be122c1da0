import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { orderGasQueryOptions } from "../queries/orderGasQuery.ts";

/** The network fee that placing an order costs about; null where nobody has ordered yet. */
export function useOrderGas() {
  return useQuery(orderGasQueryOptions(useConfig(), useDeployment()));
}
