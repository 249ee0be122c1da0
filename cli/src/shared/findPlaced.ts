import { foldOrder, type Hex, type OrderRecord } from "@symbolon/protocol";
import { MarketAbi } from "@symbolon/protocol/abi/Market";
import { Interface, zeroPadValue } from "ethers";
import type { MarketConnection } from "./market.ts";

const market = new Interface(MarketAbi);

/** An order that went through earlier, and the transaction that placed it. */
export type PlacedOrder = { readonly order: OrderRecord; readonly txHash: Hex };

/**
 * The buyer's latest order with this client order id that was not given back; null when there is none. A refunded order does not count:
 * its money is back, so ordering the same again charges once.
 */
export async function findPlaced(
  connection: MarketConnection,
  buyer: string,
  clientOrderId: Hex,
): Promise<PlacedOrder | null> {
  const { provider, deployment } = connection;
  const topic = market.getEvent("OrderPlaced")!.topicHash;
  const logs = await provider.getLogs({
    address: deployment.contracts.market,
    topics: [topic, null, zeroPadValue(buyer, 32), clientOrderId],
    fromBlock: deployment.startBlock,
    toBlock: "latest",
  });
  for (const log of logs.toReversed()) {
    const order = foldOrder(BigInt(log.topics[1]!), [log]);
    if (order === null) continue;
    const status = (await connection.market.getFunction("statusOf").staticCall(order.orderId)) as bigint;
    if (status !== REFUNDED) return { order, txHash: log.transactionHash as Hex };
  }
  return null;
}

/** IMarket.OrderStatus.REFUNDED. */
const REFUNDED = 5n;
