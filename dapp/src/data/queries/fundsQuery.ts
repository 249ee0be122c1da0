import type { Hex } from "@symbolon/protocol";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import { queryOptions } from "@tanstack/react-query";
import type { Config } from "wagmi";
import { getBalance, readContract } from "wagmi/actions";
import type { GatewayDeployment } from "../gateway/types.ts";

/** What an account holds: payment token and native coin for gas, in wei. */
export type Funds = { readonly tokenWei: bigint; readonly gasWei: bigint };

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
      const [tokenWei, gas] = await Promise.all([
        readContract(config, {
          address: contracts.token,
          abi: SymbolonTokenAbi,
          functionName: "balanceOf",
          args: [holder],
          chainId,
        }),
        getBalance(config, { address: holder, chainId }),
      ]);
      return { tokenWei, gasWei: gas.value };
    },
  });
}
