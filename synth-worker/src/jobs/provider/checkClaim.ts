import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import { checkConsent } from "../shared/checkConsent.ts";
import { checkReservation } from "../shared/checkReservation.ts";
import type { Job } from "../shared/readJob.ts";
import { type ActiveWorker, readWorkers } from "../shared/readWorkers.ts";
import type { VerifiedOrder } from "../shared/verifyOrder.ts";

/**
 * The hospital's own check of a claimed job, before anything about its patients leaves: consent epochs are as pinned, the budget is
 * reserved, the three nodes are active and none is buyer or provider. Returns the nodes in order. Throws E3002 or E4006.
 */
export async function checkClaim(chain: Chain, verified: VerifiedOrder, job: Job): Promise<ActiveWorker[]> {
  const { order, datasets } = verified;
  await checkConsent(chain, order, job);
  await checkReservation(chain, order);
  const workers = await readWorkers(chain);
  return job.nodes.map((account) => {
    const worker = workers.find((candidate) => candidate.account === account && candidate.compute);
    if (worker === undefined)
      throw new SymbolonError("E4006", { orderId: order.orderId, reason: `node ${account} is not active` });
    if (account === order.buyer || datasets.some((dataset) => dataset.provider === account)) {
      throw new SymbolonError("E4006", {
        orderId: order.orderId,
        reason: `node ${account} is a party of the order`,
      });
    }
    return worker;
  });
}
