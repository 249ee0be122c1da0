import type { Hex } from "@symbolon/protocol";
import type { Chain } from "../../shared/chain.ts";
import type { Job } from "../../shared/readJob.ts";
import { type ActiveWorker, readWorkers } from "../../shared/readWorkers.ts";
import type { PrivateClaim } from "../claims.ts";

/**
 * Who may take the place at `index`: active for compute, no party of the order, and in no place of this claim so far. A node that had
 * another place had other shares, and with these it would have all. The nodes that stay, with it, must have an evaluator behind the lead.
 */
export async function replacements(
  chain: Chain,
  { verified }: PrivateClaim,
  job: Job,
  index: number,
): Promise<ActiveWorker[]> {
  const { order, datasets } = verified;
  const { nodes } = job.record;
  const parties: readonly Hex[] = [order.terms.buyer, ...datasets.map((dataset) => dataset.provider)];
  const workers = await readWorkers(chain);
  const evaluates = (account: Hex) =>
    workers.find((worker) => worker.account === account)?.evaluator === true;
  const able: ActiveWorker[] = [];
  for (const worker of workers) {
    const { account, compute } = worker;
    if (!compute || parties.includes(account) || nodes.includes(account)) continue;
    if (job.claimedNodes.includes(account)) continue;
    if (!nodes.with(index, account).slice(1).some(evaluates)) continue;
    if (await chain.read<boolean>("jobRegistry", "wasReplaced", order.orderId, account)) continue;
    able.push(worker);
  }
  return able;
}
