import { readFile } from "node:fs/promises";
import { digestOfBytes, formatWei, SymbolonError } from "@symbolon/protocol";
import { contractError } from "../shared/contractError.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readOrder } from "../shared/readOrder.ts";
import { requireSettled } from "../shared/requireSettled.ts";

/**
 * `symbolon dispute ORDER --evidence FILE`: contests a delivered result. The file stays with the buyer, its sha256 goes on chain; the
 * bond is approved first and comes back unless the evaluators decide for the certificate. Everything is checked before the bond is
 * touched. Throws E1005 for an unreadable file, E2003 without funds for the bond, E2010 for an order that is not settled, E2011 for
 * another account's, E2013 after the window.
 */
export async function dispute(
  connection: MarketConnection,
  options: { orderId: bigint; evidenceFile: string },
  out: Output,
): Promise<void> {
  const account = accountOf(connection);
  const { orderId, evidenceFile: file } = options;
  const evidence = await readFile(file).catch((cause: unknown) => {
    throw new SymbolonError("E1005", {
      file,
      reason: cause instanceof Error ? cause.message : String(cause),
    });
  });
  const evidenceDigest = digestOfBytes(new Uint8Array(evidence));
  const { order, time } = await readOrder(connection, orderId);
  const settlement = requireSettled(order);
  if (settlement.buyer !== account.address.toLowerCase())
    throw new SymbolonError("E2011", { orderId, account: account.address });
  const { market, token, disputes, deployment } = connection;
  const address = deployment.contracts.disputes;
  try {
    const windowSeconds = (await market.getFunction("disputeWindowSeconds").staticCall()) as bigint;
    const closedAt = settlement.settledAt + windowSeconds;
    if (time > closedAt) throw new SymbolonError("E2013", { orderId, closedAt: isoTime(closedAt) });
    const [bondWei, balanceWei, allowanceWei] = (await Promise.all([
      disputes.getFunction("bondWei").staticCall(),
      token.getFunction("balanceOf").staticCall(account.address),
      token.getFunction("allowance").staticCall(account.address, address),
    ])) as [bigint, bigint, bigint];
    if (balanceWei < bondWei) throw new SymbolonError("E2003", { balanceWei, totalWei: bondWei });
    if (allowanceWei < bondWei) await (await token.getFunction("approve").send(address, bondWei)).wait();
    const transaction = await disputes.getFunction("open").send(orderId, settlement, evidenceDigest);
    const receipt = await transaction.wait();
    out.result({ orderId, evidenceDigest, bondWei, txHash: receipt?.hash, gasUsed: receipt?.gasUsed }, [
      `order ${orderId} disputed with a bond of ${formatWei(bondWei)} SYM, transaction ${receipt?.hash}`,
      `evidence ${evidenceDigest}: keep ${file}, the evaluators will ask for it`,
    ]);
  } catch (cause) {
    throw contractError(cause);
  }
}

function isoTime(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString();
}
