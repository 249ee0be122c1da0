import { Interface, type InterfaceAbi } from "ethers";
import type { Hex } from "../content/hex.ts";
import { MarketAbi } from "../generated/abi/Market.ts";
import type { ChainLog } from "./chainLog.ts";
import type { OrderTerms } from "./orderTerms.ts";
import { plain } from "./plain.ts";
import type { Settlement } from "./settlement.ts";
import type { OrderStatus } from "./states.ts";

const market = new Interface(MarketAbi as unknown as InterfaceAbi);

/** What the events of an order say. `settlement` is null until it is settled. */
export type OrderRecord = {
  readonly orderId: bigint;
  readonly clientOrderId: Hex;
  readonly status: OrderStatus;
  readonly terms: OrderTerms;
  readonly settlement: Settlement | null;
};

/**
 * Rebuilds an order from the market's logs that carry its id as first topic (see {@link orderTopics}), in chain order; logs of other
 * contracts are passed over. Null when the order was never placed, or is a renewal.
 */
export function foldOrder(orderId: bigint, logs: readonly ChainLog[]): OrderRecord | null {
  let order: OrderRecord | null = null;
  for (const log of logs) {
    const parsed = market.parseLog(log);
    if (parsed === null || parsed.fragment.inputs[0]?.name !== "orderId" || parsed.args[0] !== orderId)
      continue;
    const argument = (name: string) => {
      const index = parsed.fragment.inputs.findIndex((input) => input.name === name);
      return plain(parsed.args[index], parsed.fragment.inputs[index]!);
    };
    if (parsed.name === "OrderPlaced") {
      order = {
        orderId,
        clientOrderId: argument("clientOrderId") as Hex,
        status: "ESCROWED",
        terms: argument("terms") as OrderTerms,
        settlement: null,
      };
    }
    if (order === null) continue;
    if (parsed.name === "OrderSettled")
      order = { ...order, status: "SETTLED", settlement: argument("settlement") as Settlement };
    if (parsed.name === "OrderDisputed") order = { ...order, status: "DISPUTED" };
    if (parsed.name === "OrderReleased") order = { ...order, status: "RELEASED" };
    if (parsed.name === "OrderRefunded") order = { ...order, status: "REFUNDED" };
  }
  return order;
}

/** Topics that find every log of one order, in Market and JobRegistry alike: any event, the id first. */
export function orderTopics(orderId: bigint): [null, Hex] {
  return [null, `0x${orderId.toString(16).padStart(64, "0")}`];
}
