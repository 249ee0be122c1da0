import type { Hex } from "@symbolon/protocol";
import type { Reader } from "./reader.ts";

/** An order as those see it who compute and judge it; times in unix seconds. */
export type WorkJob = {
  readonly orderId: string;
  readonly status: string;
  readonly rows: number;
  readonly totalWei: bigint;
  readonly deadline: number;
  readonly placedAt: number;
  readonly titles: readonly string[];
  readonly state: string;
  readonly failReason: string | null;
  readonly passed: boolean | null;
  /** The first one leads. */
  readonly nodes: readonly Hex[];
  readonly evaluator: Hex | null;
  readonly history: readonly { readonly state: string; readonly timestamp: number; readonly tx: Hex }[];
};

/** One job of the market. Throws E9001. */
export function decodeWorkJob(node: Reader): WorkJob {
  const job = node.object("job");
  return {
    orderId: node.text("id"),
    status: node.text("status"),
    rows: node.integer("rows"),
    totalWei: node.bigint("totalWei"),
    deadline: node.integer("deadline"),
    placedAt: node.integer("placedAt"),
    titles: node.objects("datasets").map((dataset) => dataset.text("title")),
    state: job.text("state"),
    failReason: job.textOrNull("failReason"),
    passed: job.boolOrNull("passed"),
    nodes: job.hexes("nodes"),
    evaluator: job.hexOrNull("evaluator"),
    history: job.objects("history").map((event) => ({
      state: event.text("state"),
      timestamp: event.integer("timestamp"),
      tx: event.hex("tx"),
    })),
  };
}
