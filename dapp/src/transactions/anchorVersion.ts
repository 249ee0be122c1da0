import { decisionOf, type Hex, type PermitDocument } from "@symbolon/protocol";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import type { Config } from "wagmi";
import { getBlock, readContract, simulateContract, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { confirmed } from "./confirmed.ts";

/** A further version of a permit: longer (Art. 68(12)), asked for at a time (unix seconds), or amended (Art. 68(13)). */
export type PermitVersion =
  | { readonly kind: "extended"; readonly document: PermitDocument; readonly askedAt: number }
  | { readonly kind: "amended"; readonly document: PermitDocument };

/**
 * Puts the next version of a permit on chain (PermitRegistry.extend or amend) and waits for it. Does nothing where the chain has exactly this document
 * already, so that a version whose act was not recorded can be tried again. Throws what wallet and chain throw.
 */
export async function anchorVersion(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  permitId: bigint,
  version: PermitVersion,
): Promise<void> {
  const { chainId, contracts } = deployment;
  const call = { address: contracts.permitRegistry, abi: PermitRegistryAbi, account, chainId } as const;
  const { decisionHash, validUntil, purposesMask, datasetIds } = decisionOf(version.document);
  const present = await readContract(config, { ...call, functionName: "permitOf", args: [permitId] });
  if (present.decisionHash === decisionHash) return;
  if (version.kind === "amended") {
    const { request } = await simulateContract(config, {
      ...call,
      functionName: "amend",
      args: [permitId, decisionHash, purposesMask, datasetIds],
    });
    await confirmed(config, deployment, await writeContract(config, request));
    return;
  }
  // The hub's clock can run ahead of the chain's, which takes no request of the future.
  const { timestamp } = await getBlock(config, { chainId });
  const askedAt = Math.min(version.askedAt, Number(timestamp));
  const { request } = await simulateContract(config, {
    ...call,
    functionName: "extend",
    args: [permitId, decisionHash, validUntil, askedAt],
  });
  await confirmed(config, deployment, await writeContract(config, request));
}
