import type { Hex } from "@symbolon/protocol";
import { RewardsAbi } from "@symbolon/protocol/abi/Rewards";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { getBalance, readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";

/** What an account holds: payment token, native coin for gas, and credits waiting in Rewards, all in wei. */
export type Funds = { readonly tokenWei: bigint; readonly gasWei: bigint; readonly rewardsWei: bigint };

/** Key of an account's funds. */
export function fundsQueryKey(account: Hex | undefined) {
  return ["funds", account?.toLowerCase() ?? null] as const;
}

/** Balances of `account`, read from the chain. */
export function fundsQueryOptions(config: Config, deployment: GatewayDeployment, account: Hex | undefined) {
  return queryOptions({
    queryKey: fundsQueryKey(account),
    enabled: account !== undefined,
    refetchInterval: 15_000,
    queryFn: async (): Promise<Funds> => {
      const { chainId, contracts } = deployment;
      const holder = account as Hex;
      const [tokenWei, rewardsWei, gas] = await Promise.all([
        readContract(config, {
          address: contracts.token,
          abi: SymbolonTokenAbi,
          functionName: "balanceOf",
          args: [holder],
          chainId,
        }),
        readContract(config, {
          address: contracts.rewards,
          abi: RewardsAbi,
          functionName: "balanceOf",
          args: [holder],
          chainId,
        }),
        getBalance(config, { address: holder, chainId }),
      ]);
      return { tokenWei, rewardsWei, gasWei: gas.value };
    },
  });
}
