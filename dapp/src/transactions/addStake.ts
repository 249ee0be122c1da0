import type { Hex } from "@symbolon/protocol";
import { SymbolonTokenAbi } from "@symbolon/protocol/abi/SymbolonToken";
import type { Config } from "wagmi";
import { readContract, simulateContract, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import { callWorkerRegistry } from "./callWorkerRegistry.ts";
import { confirmed } from "./confirmed.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the node's owner reads before signing. */
export function describeAddStake(addedWei: bigint): TransactionText {
  return {
    title: "Add to the stake",
    facts: [{ label: "Amount", value: `${formatSym(addedWei, 4)} SYM` }],
    note: "Two transactions, unless the registry may take the sum already: you allow exactly this sum, then it is staked. It comes back only after leaving and the unbonding time.",
  };
}

/**
 * Lets WorkerRegistry take exactly `addedWei` where it may not take that much yet, then WorkerRegistry.addStake. Gives the last transaction.
 * Throws what wallet and chain throw.
 */
export async function addStake(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  addedWei: bigint,
): Promise<Hex> {
  const { chainId, contracts } = deployment;
  const token = { address: contracts.token, abi: SymbolonTokenAbi, chainId } as const;
  const allowedWei = await readContract(config, {
    ...token,
    functionName: "allowance",
    args: [account, contracts.workerRegistry],
  });
  if (allowedWei < addedWei) {
    const { request } = await simulateContract(config, {
      ...token,
      functionName: "approve",
      args: [contracts.workerRegistry, addedWei],
      account,
    });
    await confirmed(config, deployment, await writeContract(config, request));
  }
  return callWorkerRegistry(config, deployment, account, { functionName: "addStake", args: [addedWei] });
}
