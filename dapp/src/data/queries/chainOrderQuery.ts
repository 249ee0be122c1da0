import type { Hex } from "@symbolon/protocol";
import { AccessTokenAbi } from "@symbolon/protocol/abi/AccessToken";
import { JobRegistryAbi } from "@symbolon/protocol/abi/JobRegistry";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { getBlock, readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";

/** An order as the chain itself has it: the record everything else is compared with. */
export type ChainOrder = {
  readonly buyer: Hex;
  readonly buyerKey: Hex;
  readonly specDigest: Hex;
  readonly manifestDigest: Hex;
  readonly outputHash: Hex;
  readonly modelDigest: Hex;
  readonly certificateDigest: Hex;
  readonly passed: boolean;
  /** Unix seconds, 0 before finalise. */
  readonly accessUntil: number;
  /** Time of the latest block, unix seconds: deadlines are judged by it and not by this computer's clock. */
  readonly chainTime: number;
};

/** Key of an order's chain record; `state` is part of it, so a state change asks again. */
export function chainOrderQueryKey(chainId: number, orderId: string, state: string) {
  return ["chain-order", chainId, orderId, state] as const;
}

/** The chain's record of an order. `state` is the state the gateway reports. */
export function chainOrderQueryOptions(
  config: Config,
  deployment: GatewayDeployment,
  orderId: string,
  state: string,
) {
  return queryOptions({
    queryKey: chainOrderQueryKey(deployment.chainId, orderId, state),
    refetchInterval: 15_000,
    queryFn: async (): Promise<ChainOrder> => {
      const { chainId, contracts } = deployment;
      const args = [BigInt(orderId)] as const;
      const [order, job, accessUntil, block] = await Promise.all([
        readContract(config, {
          address: contracts.market,
          abi: MarketAbi,
          functionName: "orderOf",
          args,
          chainId,
        }),
        readContract(config, {
          address: contracts.jobRegistry,
          abi: JobRegistryAbi,
          functionName: "jobOf",
          args,
          chainId,
        }),
        readContract(config, {
          address: contracts.accessToken,
          abi: AccessTokenAbi,
          functionName: "accessUntil",
          args,
          chainId,
        }),
        getBlock(config, { chainId }),
      ]);
      return {
        buyer: order.buyer,
        buyerKey: order.buyerKey,
        specDigest: order.specDigest,
        manifestDigest: job.report.manifestDigest,
        outputHash: job.report.outputHash,
        modelDigest: job.report.modelDigest,
        certificateDigest: job.certificateDigest,
        passed: job.passed,
        accessUntil: Number(accessUntil),
        chainTime: Number(block.timestamp),
      };
    },
  });
}
