import { digestOfDocument, SymbolonError, schemaOfDataset } from "@symbolon/protocol";
import { isLinked } from "../shared/isLinked.ts";
import type { Job } from "../shared/readJob.ts";
import { verifyOrder } from "../shared/verifyOrder.ts";
import { announceFile } from "./announceFile.ts";
import type { OrderContext } from "./orderContext.ts";
import { raiseAlarms } from "./raiseAlarms.ts";
import { shareOrder } from "./shareOrder.ts";
import { shareRound } from "./statistics/shareRound.ts";
import { linkOrder } from "./vertical/linkOrder.ts";

/**
 * A look at a CLAIMED order: checks it and gives what its kind asks for, shares of counts, of linked rows or of a first round, or the announcement of a file. True when
 * nothing more is to be given before the budget is charged. Signs of an attack are recorded on the way. Throws E4006 for an order of another schema, and what verifyOrder, shareOrder, linkOrder, shareRound
 * and announceFile throw.
 */
export async function takePart(context: OrderContext, job: Job): Promise<boolean> {
  const { chain, store, order, hospital } = context;
  const verified = await verifyOrder(chain, store, order);
  if (schemaOfDataset(verified.spec, context.datasetId) !== digestOfDocument(hospital.schema)) {
    throw new SymbolonError("E4006", {
      orderId: order.orderId,
      reason: "it is for another schema than this hospital's",
    });
  }
  await raiseAlarms(context, verified);
  if (verified.releaseClass === "statistics") return shareRound(context, job, verified, []);
  if (isLinked(verified)) return linkOrder(context, job, verified);
  return verified.releaseClass === "private"
    ? shareOrder(context, job, verified)
    : announceFile(context, job, verified);
}
