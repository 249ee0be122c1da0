import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import { contractErrorOf } from "./chainError.ts";
import type { Job } from "./readJob.ts";
import type { Order } from "./readOrder.ts";

/**
 * Checks that what an order may be worked on for still holds. Commercial lane: no consent of its datasets was withdrawn since the claim
 * pinned the epochs (E3002; before a claim, `job` null, there is nothing to compare). EHDS lane: its permit is not revoked, expired or
 * amended since the order (E3005); consent is no part of it, and the pinned opt-out lists never change (Art. 71(3) of Regulation (EU)
 * 2025/327). Both: no provider has suspended the use of its dataset, and the permit is not suspended (E4008, retryable: it may be resumed).
 */
export async function checkBasis(chain: Chain, order: Order, job: Job | null): Promise<void> {
  const { orderId, terms } = order;
  if (terms.permitId !== 0n) await checkPermit(chain, order);
  const suspended: bigint[] = [];
  for (const [i, datasetId] of terms.datasetIds.entries()) {
    if (!(await isActive(chain, datasetId))) suspended.push(datasetId);
    if (terms.permitId !== 0n || job === null) continue;
    const epoch = await chain.read<bigint>("consentRegistry", "consentEpoch", datasetId);
    if (epoch !== job.record.consentEpochs[i]) throw new SymbolonError("E3002", { datasetId, orderId });
  }
  if (suspended.length === 0) return;
  const reason = `the use of dataset ${suspended.join(", ")} is suspended`;
  throw new SymbolonError("E4008", { orderId, reason });
}

async function isActive(chain: Chain, datasetId: bigint): Promise<boolean> {
  try {
    await chain.read("consentRegistry", "requireActive", datasetId);
    return true;
  } catch (error) {
    if (contractErrorOf(error) !== "ConsentBasisInactive") throw error;
    return false;
  }
}

async function checkPermit(chain: Chain, order: Order): Promise<void> {
  const { permitId, permitVersion } = order.terms;
  if (await chain.read<boolean>("permitRegistry", "isDead", permitId, permitVersion)) {
    const reason = `it was revoked, amended or ran out after order ${order.orderId}`;
    throw new SymbolonError("E3005", { permitId, reason });
  }
  try {
    await chain.read("permitRegistry", "requireCurrent", permitId, permitVersion);
  } catch (error) {
    if (contractErrorOf(error) === null) throw error;
    const reason = `permit ${permitId} is not valid now`;
    throw new SymbolonError("E4008", { orderId: order.orderId, reason }, { cause: error });
  }
}
