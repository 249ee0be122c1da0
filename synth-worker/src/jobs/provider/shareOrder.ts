import { SymbolonError } from "@symbolon/protocol";
import { countTables } from "../../joint/countTables.ts";
import { jointJobId } from "../../joint/upload/jointJobId.ts";
import { sealTables } from "../../joint/upload/sealTables.ts";
import { selectRows } from "../../math/selectRows.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { canJudge } from "../../tabular/hospital/canJudge.ts";
import { readHistory } from "../shared/readHistory.ts";
import type { Job } from "../shared/readJob.ts";
import type { VerifiedPrivateOrder } from "../shared/verifyOrder.ts";
import { checkClaim } from "./checkClaim.ts";
import { deliverShares, type SealedShares } from "./deliverShares.ts";
import type { OrderContext } from "./orderContext.ts";
import { orderRows } from "./orderRows.ts";
import { tellRefusal } from "./tellRefusal.ts";

/**
 * Checks the claim of a private order, counts, shares, seals and delivers; may be called again until it returns true (every node has its share).
 * Nothing is counted before every check has passed. Throws E2016, E3002, E3005, E4006 for what this hospital refuses, and retryable errors
 * of chain, store and nodes.
 */
export async function shareOrder(
  context: OrderContext,
  job: Job,
  verified: VerifiedPrivateOrder,
): Promise<boolean> {
  return await deliverShares(context, job, () => sealShares(context, verified, job));
}

async function sealShares(
  context: OrderContext,
  verified: VerifiedPrivateOrder,
  job: Job,
): Promise<SealedShares> {
  const { chain, order, datasetId, hospital } = context;
  const nodes = await checkClaim(chain, verified, job);
  const { everyone, holdout } = await orderRows(context, job, verified.spec.cohort);
  if (!canJudge(verified.spec, holdout)) {
    const refusal = { orderId: order.orderId.toString(), datasetId: datasetId.toString() };
    await tellRefusal(chain, nodes[0]!, { ...refusal, code: "E2016" });
  }
  // The cohort is cut from the model afterwards: counts are of everyone, so one measurement serves any cohort.
  const { plan } = verified;
  const tables = countTables(plan, selectRows(hospital.records.table, everyone));
  if (tables.patients > plan.order.mostPatients)
    throw new SymbolonError("E4006", {
      orderId: order.orderId,
      reason: `this hospital has more than the ${plan.order.mostPatients} patients that it can take`,
    });
  // A withdrawal mined while counting changes the epoch: look again, so that the counts are those of the pinned epoch.
  const { order: now, job: claim } = await readHistory(chain, order.orderId);
  await checkClaim(chain, { ...verified, order: now }, claim);
  const sealed = await sealTables({
    plan,
    job: jointJobId(verified, job),
    chainId: chain.chainId,
    orderId: order.orderId,
    datasetId,
    tables,
    nodes,
    entropy: cryptoEntropy(),
  });
  const messages = sealed.map((message, i) => {
    const { account, endpoint } = nodes[i]!;
    return { node: account, endpoint, message };
  });
  return { messages, delivered: [] };
}
