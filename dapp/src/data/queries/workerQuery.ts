import type { Hex } from "@symbolon/protocol";
import { WorkerRegistryAbi } from "@symbolon/protocol/abi/WorkerRegistry";
import { queryOptions } from "@tanstack/react-query";
import { encodeEventTopics, type Log, parseEventLogs } from "viem";
import type { Config } from "wagmi";
import { getBlock } from "wagmi/actions";
import { contractReader } from "../chain/contractReader.ts";
import { readLogs, type TopicFilter } from "../chain/readLogs.ts";
import type { GatewayDeployment } from "../gateway/types.ts";

/** A registered node as WorkerRegistry has it; times in unix seconds. */
export type WorkerRecord = {
  readonly isCompute: boolean;
  readonly isEvaluator: boolean;
  /** Gets new jobs: registered for the role, not leaving, stake at least the minimum, and for judging also admitted by governance. */
  readonly computes: boolean;
  readonly evaluates: boolean;
  readonly endpoint: string;
  readonly stakeWei: bigint;
  readonly minimumStakeWei: bigint;
  /** From when the stake can be taken out; null while the node is not leaving. */
  readonly withdrawableAt: number | null;
  /** Slashed from others in this account's favour and not fetched. */
  readonly slashedForWei: bigint;
  /** Time of the latest block. */
  readonly chainTime: number;
};

const COMPUTE = 1;
const EVALUATOR = 2;

/** Key of a node's entry. */
export function workerQueryKey(account: Hex) {
  return ["worker", account.toLowerCase()] as const;
}

/** The node of an account, read from the chain; null for one that is not registered. */
export function workerQueryOptions(config: Config, deployment: GatewayDeployment, account: Hex) {
  return queryOptions({
    queryKey: workerQueryKey(account),
    refetchInterval: 15_000,
    queryFn: (): Promise<WorkerRecord | null> => readWorker(config, deployment, account),
  });
}

async function readWorker(
  config: Config,
  deployment: GatewayDeployment,
  account: Hex,
): Promise<WorkerRecord | null> {
  const read = contractReader(config, deployment);
  type Entry = { roles: number; leavingSince: bigint; stakeWei: bigint; endpoint: string };
  const [entry, minimumStakeWei, computes, evaluates, slashedForWei, block] = await Promise.all([
    read<Entry>("workerRegistry", "workerOf", [account]),
    read<bigint>("workerRegistry", "minimumStakeWei", []),
    read<boolean>("workerRegistry", "isActive", [account, COMPUTE]),
    read<boolean>("workerRegistry", "isActive", [account, EVALUATOR]),
    read<bigint>("workerRegistry", "slashedWeiOf", [account]),
    getBlock(config, { chainId: deployment.chainId }),
  ]);
  if (entry.roles === 0) return null;
  const { endpoint, stakeWei } = entry;
  return {
    isCompute: (entry.roles & COMPUTE) !== 0,
    isEvaluator: (entry.roles & EVALUATOR) !== 0,
    ...{ computes, evaluates, endpoint, stakeWei, minimumStakeWei, slashedForWei },
    withdrawableAt: entry.leavingSince === 0n ? null : await readWithdrawableAt(config, deployment, account),
    chainTime: Number(block.timestamp),
  };
}

/** The contract says when, in the event of leaving; it has no other way to ask. */
async function readWithdrawableAt(
  config: Config,
  deployment: GatewayDeployment,
  worker: Hex,
): Promise<number | null> {
  const event = { abi: WorkerRegistryAbi, eventName: "WorkerLeaving" } as const;
  const topics = encodeEventTopics({ ...event, args: { worker } }) as TopicFilter;
  const logs = await readLogs(config, deployment, [deployment.contracts.workerRegistry], topics);
  const last = parseEventLogs({ ...event, logs: logs as Log[] }).at(-1);
  return last === undefined ? null : Number(last.args.withdrawableAt);
}
