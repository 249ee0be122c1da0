import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";

/** An order as the Market keeps it. Addresses are lower case. */
export type Order = {
  readonly orderId: bigint;
  readonly buyer: Hex;
  readonly status: "ESCROWED" | "SETTLED" | "REFUNDED";
  readonly rhoMicro: bigint;
  readonly deadline: bigint;
  readonly purpose: number;
  readonly rows: number;
  readonly specDigest: Hex;
  readonly buyerKey: Hex;
  readonly datasetIds: readonly bigint[];
};

const STATUSES = ["NONE", "ESCROWED", "SETTLED", "REFUNDED"] as const;

/** Reads an order. Throws E2004 for one that does not exist. */
export async function readOrder(chain: Chain, orderId: bigint): Promise<Order> {
  const raw = await chain.read<Record<string, unknown>>("market", "orderOf", orderId);
  const status = STATUSES[Number(raw.status)];
  if (status === undefined || status === "NONE") throw new SymbolonError("E2004", { orderId });
  return {
    orderId,
    buyer: (raw.buyer as string).toLowerCase() as Hex,
    status,
    rhoMicro: raw.rhoMicro as bigint,
    deadline: raw.deadline as bigint,
    purpose: Number(raw.purpose),
    rows: Number(raw.rows),
    specDigest: raw.specDigest as Hex,
    buyerKey: raw.buyerKey as Hex,
    datasetIds: [...(raw.datasetIds as Iterable<bigint>)],
  };
}
