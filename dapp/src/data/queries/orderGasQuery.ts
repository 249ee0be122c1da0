import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { estimateFeesPerGas, getTransactionReceipt } from "wagmi/actions";
import { gatewayRequest } from "../gateway/gatewayRequest.ts";
import { Reader } from "../gateway/reader.ts";
import type { GatewayDeployment } from "../gateway/types.ts";
import { retryRead } from "./retryRead.ts";

/** What placing an order costs the network: gas of the latest order, and the most that it costs at the price of now, in wei. */
export type OrderGas = { readonly gas: bigint; readonly feeWei: bigint };

/** Key of the network fee of an order. */
export function orderGasQueryKey(chainId: number) {
  return ["order-gas", chainId] as const;
}

/**
 * The network fee that an order will cost about: gas that the latest order of this market used by its receipt, at the most a wallet would offer now. The call
 * itself cannot be estimated before its permit is signed. null where nobody has ordered yet.
 */
export function orderGasQueryOptions(config: Config, deployment: GatewayDeployment) {
  return queryOptions({
    queryKey: orderGasQueryKey(deployment.chainId),
    retry: retryRead,
    refetchInterval: 30_000,
    queryFn: async ({ signal }): Promise<OrderGas | null> => {
      const { chainId } = deployment;
      const [data, fees] = await Promise.all([
        gatewayRequest("lastOrder", {}, signal),
        estimateFeesPerGas(config, { chainId }),
      ]);
      const [order] = new Reader(data, "orders").objects("orders");
      if (order === undefined) return null;
      const { gasUsed } = await getTransactionReceipt(config, { hash: order.hex("placedTx"), chainId });
      return { gas: gasUsed, feeWei: gasUsed * fees.maxFeePerGas };
    },
  });
}
