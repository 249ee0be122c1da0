import type { Hex } from "@symbolon/protocol";
import { WorkerRegistryAbi } from "@symbolon/protocol/abi/WorkerRegistry";
import type { Config } from "wagmi";
import { simulateContract, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { confirmed } from "./confirmed.ts";

/** What a node's account may ask of the registry about its own stake, with the arguments. */
export type RegistryCall =
  | { readonly functionName: "addStake"; readonly args: readonly [addedWei: bigint] }
  | { readonly functionName: "leave" | "withdrawStake"; readonly args: readonly [] }
  | { readonly functionName: "withdrawSlashed"; readonly args: readonly [beneficiary: Hex] };

/** Tries a call of WorkerRegistry, sends it and waits for it. Throws what wallet and chain throw; callers map it with toSymbolonError. */
export async function callWorkerRegistry(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  call: RegistryCall,
): Promise<Hex> {
  const { request } = await simulateContract(config, {
    address: deployment.contracts.workerRegistry,
    abi: WorkerRegistryAbi,
    account,
    chainId: deployment.chainId,
    ...call,
  } as never);
  return confirmed(config, deployment, await writeContract(config, request));
}
