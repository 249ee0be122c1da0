import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { estimateFeesPerGas, getTransactionReceipt } from "wagmi/actions";
import type { NetworkPrice } from "../chain/orderGas.ts";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { GatewayDeployment } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

/** Key of the network fee of an order. */
export function orderGasQueryKey(chainId: number) {
  return ["order-gas", chainId] as const;
}

/** What the network fee of an order is made from: gas of the latest order by its receipt, and the price of gas now. */
export function orderGasQueryOptions(config: Config, deployment: GatewayDeployment) {
  return queryOptions({
    queryKey: orderGasQueryKey(deployment.chainId),
    retry: retryRead,
    refetchInterval: 30_000,
    queryFn: async ({ signal }): Promise<NetworkPrice> => {
      const { chainId } = deployment;
      const [data, fees] = await Promise.all([
        gatewayRequest("lastOrder", {}, signal),
        estimateFeesPerGas(config, { chainId }),
      ]);
      const [order] = new Reader(data, "orders").objects("orders");
      const receipt =
        order === undefined
          ? null
          : await getTransactionReceipt(config, { hash: order.hex("placedTx"), chainId });
      return { latestGas: receipt?.gasUsed ?? null, maxFeePerGasWei: fees.maxFeePerGas };
    },
  });
}
