import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "../shared/chain.ts";
import { contractErrorOf } from "../shared/chainError.ts";
import { checkBasis } from "../shared/checkBasis.ts";
import { checkReserved } from "../shared/checkReserved.ts";
import type { Job } from "../shared/readJob.ts";
import type { Order } from "../shared/readOrder.ts";
import { type ActiveWorker, readWorkers } from "../shared/readWorkers.ts";
import type { VerifiedOrder } from "../shared/verifyOrder.ts";

/**
 * The hospital's own check of a claimed job, before anything about its patients leaves: consent epochs are as pinned, or the permit
 * lets this buyer use these datasets for this purpose; the budget is reserved, unless it is charged already; the three nodes are active and none is buyer or provider.
 * Returns the nodes in order. Throws E3002, E3005 or E4006, E4008 (retryable) while the permit or a dataset is suspended.
 */
export async function checkClaim(chain: Chain, verified: VerifiedOrder, job: Job): Promise<ActiveWorker[]> {
  const { order, datasets } = verified;
  await checkBasis(chain, order, job);
  await checkPermitCovers(chain, order);
  await checkReserved(chain, { order, job });
  const workers = await readWorkers(chain);
  return job.record.nodes.map((account) => {
    const worker = workers.find((candidate) => candidate.account === account && candidate.compute);
    if (worker === undefined)
      throw new SymbolonError("E4006", { orderId: order.orderId, reason: `node ${account} is not active` });
    if (account === order.terms.buyer || datasets.some((dataset) => dataset.provider === account)) {
      throw new SymbolonError("E4006", {
        orderId: order.orderId,
        reason: `node ${account} is a party of the order`,
      });
    }
    return worker;
  });
}

/** The market asked this at the order; the hospital asks again, since it answers for its patients. */
async function checkPermitCovers(chain: Chain, order: Order): Promise<void> {
  const { permitId, permitVersion, buyer, purpose, datasetIds } = order.terms;
  if (permitId === 0n) return;
  const refuse = (reason: string, cause?: unknown) =>
    new SymbolonError("E3005", { permitId, reason }, cause === undefined ? undefined : { cause });
  let version: bigint;
  try {
    const scope = [permitId, buyer, purpose, datasetIds];
    [version] = await chain.read<[bigint, string]>("permitRegistry", "check", ...scope);
  } catch (error) {
    const name = contractErrorOf(error);
    throw name === null ? error : refuse(name, error);
  }
  if (version !== permitVersion) throw refuse(`it was amended after order ${order.orderId}`);
}
