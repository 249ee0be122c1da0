import type { Hex } from "@symbolon/protocol";
import { decodeRelease } from "./decodeRelease.ts";
import type { Reader } from "./reader.ts";
import type { Release } from "./types.ts";

/** One use of a dataset, or an order that wants one; times in unix seconds. */
export type DatasetUse = {
  readonly orderId: string;
  readonly buyer: Hex;
  /** Bit of the purpose, see PURPOSES. */
  readonly purposeMask: number;
  readonly placedAt: number;
  /** When its budget was charged, which is when records were counted; null while they were not. */
  readonly usedAt: number | null;
  /** Whether it can still become a use. */
  readonly isRunning: boolean;
  readonly release: Release | null;
};

/** A dataset as its patients look at it. */
export type DatasetUses = {
  readonly title: string;
  readonly isEhds: boolean;
  /** Newest first, at most 50. */
  readonly uses: readonly DatasetUse[];
};

const ENDED = ["FINALISED", "FAILED", "REFUSED"];

/** Title, lane and uses of a dataset, from its orders and the ledger of its budget. Throws E9001. */
export function decodeUses(node: Reader): DatasetUses {
  const charged = new Map(
    node
      .object("budget")
      .objects("entries")
      .filter((entry) => entry.text("kind") === "CHARGED")
      .map((entry) => [entry.text("orderId"), entry.integer("timestamp")] as const),
  );
  return {
    title: node.text("title"),
    isEhds: node.text("lane") === "EHDS",
    uses: node.objects("orders").map((order) => ({
      orderId: order.text("id"),
      buyer: order.hex("buyer"),
      purposeMask: order.integer("purpose"),
      placedAt: order.integer("placedAt"),
      usedAt: charged.get(order.text("id")) ?? null,
      isRunning: !ENDED.includes(order.object("job").text("state")),
      release: decodeRelease(order),
    })),
  };
}
