import { FAIL_REASONS, formatWei } from "@symbolon/protocol";
import { contractError } from "../shared/contractError.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readOrder } from "../shared/readOrder.ts";

/**
 * `symbolon refund ORDER`: returns the escrow of a failed or overdue order to its buyer; anyone may call. A job whose certificate was
 * refused and that nobody has closed yet is closed first. Throws E2004, E2005, E2010.
 */
export async function refund(
  connection: MarketConnection,
  options: { orderId: bigint },
  out: Output,
): Promise<void> {
  accountOf(connection);
  const { order, job } = await readOrder(connection, options.orderId);
  const { buyer, totalWei } = order.terms;
  try {
    if (job.state === "REFUSED") {
      const reason = FAIL_REASONS.indexOf("CERTIFICATE_REFUSED");
      const closing = await connection.jobs
        .getFunction("fail")
        .send(options.orderId, reason, order.terms, job.record);
      await closing.wait();
    }
    const transaction = await connection.market.getFunction("refund").send(options.orderId, order.terms);
    const receipt = await transaction.wait();
    out.result(
      { orderId: options.orderId, buyer, totalWei, txHash: receipt?.hash, gasUsed: receipt?.gasUsed },
      [
        `order ${options.orderId} refunded: ${formatWei(totalWei)} SYM to ${buyer}, transaction ${receipt?.hash}`,
      ],
    );
  } catch (cause) {
    throw contractError(cause);
  }
}
