import type { Hex } from "@symbolon/protocol";
import type { Config } from "wagmi";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { callWorkerRegistry } from "./callWorkerRegistry.ts";
import type { TransactionText } from "./transactionText.ts";

/** What the node's owner reads before signing. */
export function describeLeave(): TransactionText {
  return {
    title: "Leave",
    facts: [],
    note: "The node gets no new jobs at once; running ones have to be finished. The stake stays bonded, and can still be slashed, until the time the contract names. There is no way back but to take it out and register anew.",
  };
}

/** WorkerRegistry.leave. Throws what wallet and chain throw. */
export function leaveNode(config: Config, deployment: GatewayDeployment, account: Hex): Promise<Hex> {
  return callWorkerRegistry(config, deployment, account, { functionName: "leave", args: [] });
}
