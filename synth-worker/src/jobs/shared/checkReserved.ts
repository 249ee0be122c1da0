import type { Chain } from "./chain.ts";
import { checkBudget } from "./checkBudget.ts";
import { type OrderHistory, readHistory } from "./readHistory.ts";

/**
 * Checks the budget of a job that is CLAIMED in `history`. Another node may have it charged at any moment, which ends the reservation: then
 * there is nothing to check any more. Throws E4006 for a claimed job without its reservation.
 */
export async function checkReserved(chain: Chain, { order, job }: OrderHistory): Promise<void> {
  if (job.state !== "CLAIMED") return;
  try {
    await checkBudget(chain, order);
  } catch (error) {
    const now = await readHistory(chain, order.orderId);
    if (now.job.state === "CLAIMED") throw error;
  }
}
