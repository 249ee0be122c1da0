import { FAIL_REASONS, type FailReason, formatWei } from "@symbolon/protocol";
import { contractError } from "../shared/contractError.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { type ChainOrder, readOrder } from "../shared/readOrder.ts";

/** Reasons for which anyone may close a job before its deadline, where they are true on chain. */
const OPEN_TO_ALL: readonly FailReason[] = ["CERTIFICATE_REFUSED", "CONSENT_STALE", "PERMIT_DEAD"];

/**
 * `symbolon refund ORDER`: returns the escrow of a failed or overdue order to its buyer; anyone may call. A job that can no longer finish
 * (certificate refused, consent withdrawn, permit gone) and that nobody has closed yet is closed first, by a transaction of its own.
 * Throws E2004, E2005, E2010.
 */
export async function refund(
  connection: MarketConnection,
  options: { orderId: bigint },
  out: Output,
): Promise<void> {
  accountOf(connection);
  const chain = await readOrder(connection, options.orderId);
  const { terms } = chain.order;
  const { buyer, totalWei } = terms;
  try {
    const reason = await reasonToClose(connection, chain);
    if (reason !== null) {
      const args = [options.orderId, FAIL_REASONS.indexOf(reason), terms, chain.job.record];
      await (await connection.jobs.getFunction("fail").send(...args)).wait();
    }
    const transaction = await connection.market.getFunction("refund").send(options.orderId, terms);
    const receipt = await transaction.wait();
    out.result(
      {
        orderId: options.orderId,
        buyer,
        totalWei,
        closedFor: reason,
        txHash: receipt?.hash,
        gasUsed: receipt?.gasUsed,
      },
      [
        `order ${options.orderId} refunded: ${formatWei(totalWei)} SYM to ${buyer}, transaction ${receipt?.hash}`,
      ],
    );
  } catch (cause) {
    throw contractError(cause);
  }
}

/** The first reason the contract would accept now; null when there is none, or when the refund itself will do. */
async function reasonToClose(
  { jobs }: MarketConnection,
  { order, job, time }: ChainOrder,
): Promise<FailReason | null> {
  if (order.status !== "ESCROWED" || job.state === "FAILED" || time > order.terms.deadline) return null;
  for (const reason of OPEN_TO_ALL) {
    const args = [order.orderId, FAIL_REASONS.indexOf(reason), order.terms, job.record];
    const isTrue = await jobs
      .getFunction("fail")
      .staticCall(...args)
      .then(
        () => true,
        // Refused, or no answer: then the refund says why.
        () => false,
      );
    if (isTrue) return reason;
  }
  return null;
}
