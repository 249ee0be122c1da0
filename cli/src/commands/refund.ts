import { contractError } from "../shared/contractError.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";

/** `symbolon refund ORDER`: returns the escrow of a failed or overdue order to its buyer; anyone may call. Throws E2005. */
export async function refund(
  connection: MarketConnection,
  options: { orderId: bigint },
  out: Output,
): Promise<void> {
  accountOf(connection);
  try {
    const transaction = await connection.market.getFunction("refund").send(options.orderId);
    const receipt = await transaction.wait();
    out.result({ orderId: options.orderId, txHash: receipt?.hash, gasUsed: receipt?.gasUsed }, [
      `order ${options.orderId} refunded, transaction ${receipt?.hash}`,
    ]);
  } catch (cause) {
    throw contractError(cause);
  }
}
