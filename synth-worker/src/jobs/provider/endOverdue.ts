import type { Chain } from "../shared/chain.ts";
import type { Reporter } from "../shared/progress.ts";
import type { Order } from "../shared/readOrder.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";

/**
 * Ends an order that nobody measured before its deadline: the buyer is refunded and this hospital's reserved budget is free again, which
 * is why the hospital pays the gas. True when the order is over. Throws E6001 while the chain is away.
 */
export async function endOverdue(chain: Chain, reporter: Reporter, order: Order): Promise<boolean> {
  const block = await chain.ask((provider) => provider.getBlock("latest"));
  if (block === null || BigInt(block.timestamp) <= order.terms.deadline) return false;
  const { orderId, terms } = order;
  const sent = await unlessOvertaken(() => chain.send("market", "refund", orderId, terms));
  if (sent !== null) {
    const { txHash, gasUsed } = sent;
    const detail = "not measured before the deadline";
    reporter.progress({ step: "refunded", orderId: orderId.toString(), txHash, gasUsed, detail });
  }
  return true;
}
