import type { Job } from "../../shared/readJob.ts";
import { verifyOrder } from "../../shared/verifyOrder.ts";
import type { OrderContext } from "../orderContext.ts";
import { agreedRounds } from "./agreedRounds.ts";
import { shareRound } from "./shareRound.ts";

/**
 * A look at a MEASURED statistic: does this hospital's part of the round that the nodes have come to. Always false: only the chain says when
 * there is no further round. Throws what agreedRounds and shareRound throw.
 */
export async function continueStatistic(context: OrderContext, job: Job): Promise<boolean> {
  const verified = await verifyOrder(context.chain, context.store, context.order);
  if (verified.releaseClass !== "statistics") throw new TypeError("the order asks for no statistic");
  const opened = await agreedRounds(context, job, verified);
  if (opened !== null) await shareRound(context, job, verified, opened);
  return false;
}
