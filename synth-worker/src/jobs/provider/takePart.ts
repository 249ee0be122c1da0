import { digestOfDocument, SymbolonError } from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import { verifyOrder } from "../shared/verifyOrder.ts";
import { announceFile } from "./announceFile.ts";
import type { OrderContext } from "./orderContext.ts";
import { shareOrder } from "./shareOrder.ts";

/**
 * A look at a CLAIMED order: checks it and gives what its release class asks for, shares of counts or the announcement of a file. True when
 * nothing more is to be given before the budget is charged. Throws E4006 for an order of another schema, and what verifyOrder, shareOrder and
 * announceFile throw.
 */
export async function takePart(context: OrderContext, job: Job): Promise<boolean> {
  const { chain, store, order, hospital } = context;
  const verified = await verifyOrder(chain, store, order);
  if (verified.spec.schemaDigest !== digestOfDocument(hospital.schema)) {
    throw new SymbolonError("E4006", {
      orderId: order.orderId,
      reason: "it is for another schema than this hospital's",
    });
  }
  return verified.releaseClass === "private"
    ? shareOrder(context, job, verified)
    : announceFile(context, job, verified);
}
