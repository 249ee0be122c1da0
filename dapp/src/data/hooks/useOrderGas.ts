import { useQuery } from "@tanstack/react-query";
import { useConfig } from "wagmi";
import { useDeployment } from "../../config/deploymentContext.ts";
import { orderGas } from "../chain/orderGas.ts";
import { orderGasQueryOptions } from "../queries/orderGasQuery.ts";

/** The network fee that placing an order for so many datasets costs about, with a data permit or without one. */
export function useOrderGas(datasets: number, hasPermit: boolean) {
  return useQuery({
    ...orderGasQueryOptions(useConfig(), useDeployment()),
    select: (price) => orderGas(price, datasets, hasPermit),
  });
}
