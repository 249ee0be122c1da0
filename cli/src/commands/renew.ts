import { formatWei, SymbolonError } from "@symbolon/protocol";
import type { TransactionReceipt } from "ethers";
import { contractError } from "../shared/contractError.ts";
import { accountOf, type MarketConnection } from "../shared/market.ts";
import type { Output } from "../shared/output.ts";
import { readOrder } from "../shared/readOrder.ts";
import { requireBalance } from "../shared/requireBalance.ts";
import { requireSettled } from "../shared/requireSettled.ts";
import { signPermit } from "../shared/signPermit.ts";

/**
 * `symbolon renew ORDER`: one more access period at the price fixed at the sale: one signature, one transaction. Throws E2002 above the
 * limit, E2003 without funds, E2010 for an order that is not settled, E2011 for another account's, E3005 where its data permit no
 * longer holds.
 */
export async function renew(
  connection: MarketConnection,
  options: { orderId: bigint; maxPriceWei?: bigint | undefined },
  out: Output,
): Promise<void> {
  const account = accountOf(connection);
  const { orderId } = options;
  const { order } = await readOrder(connection, orderId);
  const settlement = requireSettled(order, ["SETTLED", "RELEASED"]);
  const { buyer, renewalWei } = order.terms;
  if (buyer !== account.address.toLowerCase())
    throw new SymbolonError("E2011", { orderId, account: account.address });
  const limitWei = options.maxPriceWei ?? renewalWei;
  if (renewalWei > limitWei)
    throw new SymbolonError("E2002", { totalWei: renewalWei, maxPriceWei: limitWei });
  try {
    await requireBalance(connection, renewalWei);
    const permit = await signPermit(connection, renewalWei);
    const transaction = await connection.market
      .getFunction("renew")
      .send(orderId, order.terms, settlement, permit);
    const receipt: TransactionReceipt | null = await transaction.wait();
    const marketAddress = connection.deployment.contracts.market;
    const renewed = (receipt?.logs ?? [])
      .filter((log) => log.address.toLowerCase() === marketAddress.toLowerCase())
      .map((log) => connection.market.interface.parseLog(log))
      .find((event) => event?.name === "OrderRenewed");
    const renewalId = renewed?.args.renewalId as bigint | undefined;
    const accessUntil = (await connection.accessToken
      .getFunction("accessUntil")
      .staticCall(orderId)) as bigint;
    const until = new Date(Number(accessUntil) * 1000).toISOString();
    out.result(
      {
        orderId,
        renewalId,
        accessUntil,
        renewalWei,
        txHash: receipt?.hash,
        gasUsed: receipt?.gasUsed,
      },
      [
        `order ${orderId}: access until ${until} for ${formatWei(renewalWei)} SYM, transaction ${receipt?.hash}`,
      ],
    );
  } catch (cause) {
    throw contractError(cause);
  }
}
