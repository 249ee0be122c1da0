import type { Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { formatSym } from "../format/formatSym.ts";
import { callWorkerRegistry } from "./callWorkerRegistry.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the account reads before signing. */
export function describeWithdrawSlashed(amountWei: bigint): TransactionText {
  return {
    title: "Fetch what was slashed for you",
    facts: [{ label: "Amount", value: `${formatSym(amountWei, 4)} SYM` }],
    note: "Taken from nodes that wronged you. You pay only the network fee.",
  };
}

/** WorkerRegistry.withdrawSlashed for the account itself. Throws what wallet and chain throw. */
export function withdrawSlashed(config: Config, deployment: GatewayDeployment, account: Hex): Promise<Hex> {
  return callWorkerRegistry(config, deployment, account, {
    functionName: "withdrawSlashed",
    args: [account],
  });
}
