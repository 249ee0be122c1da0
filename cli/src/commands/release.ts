import { contractError } from "../shared/contractError.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readOrder } from "../shared/readOrder.ts";
import { requireSettled } from "../shared/requireSettled.ts";

/**
 * `symbolon release ORDER`: the buyer is content, so payees need not wait for the dispute window. It cannot be taken back. Throws E2010
 * for an order that is not settled, E2011 for another account's.
 */
export async function release(
  connection: MarketConnection,
  options: { orderId: bigint },
  out: Output,
): Promise<void> {
  accountOf(connection);
  const { orderId } = options;
  const { order } = await readOrder(connection, orderId);
  const settlement = requireSettled(order);
  try {
    const transaction = await connection.market.getFunction("release").send(orderId, settlement);
    const receipt = await transaction.wait();
    out.result({ orderId, txHash: receipt?.hash, gasUsed: receipt?.gasUsed }, [
      `order ${orderId} released: its payees can be paid now, transaction ${receipt?.hash}`,
    ]);
  } catch (cause) {
    throw contractError(cause);
  }
}
