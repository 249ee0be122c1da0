import type { Hex } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";

/** Role bits of the WorkerRegistry. */
export const WORKER_ROLE = { COMPUTE: 1, EVALUATOR: 2 } as const;

/** An active worker: account (lower case), how it is reached, which key shares are sealed to. */
export type ActiveWorker = {
  readonly account: Hex;
  readonly endpoint: string;
  readonly hpkeKey: Hex;
  readonly compute: boolean;
  readonly evaluator: boolean;
};

/** Workers active in at least one role, in order of registration: the order every node derives its choices from. */
export async function readWorkers(chain: Chain): Promise<ActiveWorker[]> {
  const accounts = [...(await chain.read<Iterable<string>>("workerRegistry", "workers"))];
  const all = await Promise.all(
    accounts.map(async (account) => {
      const [raw, compute, evaluator] = await Promise.all([
        chain.read<Record<string, unknown>>("workerRegistry", "workerOf", account),
        chain.read<boolean>("workerRegistry", "isActive", account, WORKER_ROLE.COMPUTE),
        chain.read<boolean>("workerRegistry", "isActive", account, WORKER_ROLE.EVALUATOR),
      ]);
      return {
        account: account.toLowerCase() as Hex,
        endpoint: (raw.endpoint as string).replace(/\/+$/, ""),
        hpkeKey: raw.hpkeKey as Hex,
        compute,
        evaluator,
      };
    }),
  );
  return all.filter((worker) => worker.compute || worker.evaluator);
}

/** The evaluator of a job: the first of its nodes after the lead that is active as one; undefined when there is none. */
export function evaluatorOf(
  nodes: readonly Hex[],
  workers: readonly ActiveWorker[],
): ActiveWorker | undefined {
  return nodes
    .slice(1)
    .map((node) => workers.find((worker) => worker.account === node))
    .find((worker) => worker?.evaluator === true);
}
