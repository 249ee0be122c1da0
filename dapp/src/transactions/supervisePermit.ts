import { documentKeccak, type Hex } from "@symbolon/protocol";
import { PermitRegistryAbi } from "@symbolon/protocol/abi/PermitRegistry";
import type { Config } from "wagmi";
import { getBlock, readContract, simulateContract, writeContract } from "wagmi/actions";
import type { GatewayDeployment } from "../data/gateway/types.ts";
import { confirmed } from "./confirmed.ts";

/** State numbers of PermitRegistry. */
const ACTIVE = 1;
const SUSPENDED = 2;
const REVOKED = 3;

/** A step of supervision: its words stand on chain as a hash. `until` is for an exclusion, unix seconds. */
export type SupervisionStep =
  | { readonly kind: "suspend" | "notify" | "answer" | "revoke"; readonly words: string }
  | { readonly kind: "resume" }
  | { readonly kind: "exclude"; readonly words: string; readonly until: number };

/**
 * Takes a step of Regulation (EU) 2025/327 Art. 63(2), (3) on chain and waits for it: stop, resume, finding, the user's answer, revocation, exclusion.
 * Does nothing where the chain has it already, so that a step whose act was not recorded can be tried again. Throws what wallet and chain throw.
 */
export async function supervisePermit(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
  permitId: bigint,
  step: SupervisionStep,
): Promise<void> {
  const call = {
    address: deployment.contracts.permitRegistry,
    abi: PermitRegistryAbi,
    account,
    chainId: deployment.chainId,
  } as const;
  const { state, holder } = await readContract(config, {
    ...call,
    functionName: "permitOf",
    args: [permitId],
  });
  const heardFrom = await readContract(config, { ...call, functionName: "revocableFrom", args: [permitId] });
  const { timestamp } = await getBlock(config, { chainId: deployment.chainId });
  const isWaitingForAnswer = BigInt(heardFrom) > timestamp;
  const words = "words" in step ? documentKeccak({ words: step.words }) : null;
  switch (step.kind) {
    case "resume": {
      if (state === ACTIVE) return;
      const { request } = await simulateContract(config, {
        ...call,
        functionName: "resume",
        args: [permitId],
      });
      return sent(await writeContract(config, request));
    }
    case "suspend": {
      if (state === SUSPENDED) return;
      const { request } = await simulateContract(config, {
        ...call,
        functionName: "suspend",
        args: [permitId, words!],
      });
      return sent(await writeContract(config, request));
    }
    case "notify": {
      if (isWaitingForAnswer) return;
      const { request } = await simulateContract(config, {
        ...call,
        functionName: "notifyFinding",
        args: [permitId, words!],
      });
      return sent(await writeContract(config, request));
    }
    case "answer": {
      if (!isWaitingForAnswer) return;
      const { request } = await simulateContract(config, {
        ...call,
        functionName: "answerFinding",
        args: [permitId, words!],
      });
      return sent(await writeContract(config, request));
    }
    case "revoke": {
      if (state === REVOKED) return;
      const { request } = await simulateContract(config, {
        ...call,
        functionName: "revoke",
        args: [permitId, words!],
      });
      return sent(await writeContract(config, request));
    }
    case "exclude": {
      const until = await readContract(config, { ...call, functionName: "excludedUntil", args: [holder] });
      if (until >= step.until) return;
      const { request } = await simulateContract(config, {
        ...call,
        functionName: "exclude",
        args: [permitId, words!, step.until],
      });
      return sent(await writeContract(config, request));
    }
  }
  async function sent(tx: Hex): Promise<void> {
    await confirmed(config, deployment, tx);
  }
}
