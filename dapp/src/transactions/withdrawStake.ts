import type { Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import { callWorkerRegistry } from "./callWorkerRegistry.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the node's owner reads before signing. */
export function describeWithdrawStake(stakeWei: bigint): TransactionText {
  return {
    title: "Take the stake out",
    facts: [{ label: "Amount", value: `${formatSym(stakeWei, 4)} SYM` }],
    note: "The whole stake goes to your account and the node is no longer registered.",
  };
}

/** WorkerRegistry.withdrawStake. Throws what wallet and chain throw. */
export function withdrawStake(config: Config, deployment: GatewayDeployment, account: Hex): Promise<Hex> {
  return callWorkerRegistry(config, deployment, account, { functionName: "withdrawStake", args: [] });
}
