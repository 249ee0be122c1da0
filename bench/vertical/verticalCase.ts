import type { VerticalJob } from "@symbolon/synth-worker/mpc";
import { BENCH_ORDER } from "../mpc/benchNode.ts";

/** Two hospitals with different columns of the same patients. */
export type VerticalCase = {
  /** Of each hospital; nine in ten are at both. */
  readonly patients: number;
  /**
   * `joined`: identifiers become tokens as in the product. `made up`: tokens are hashes of identifiers without a key, so that the part after
   * the join can be measured alone. They protect nobody.
   */
  readonly tokens: "joined" | "made up";
  /** Added to every message between nodes, in milliseconds one way. */
  readonly delayMs: number;
};

/** Attributes of each hospital, LEVELS each: 150 one-hot columns, as in mpc.md, part 3. */
export const ATTRIBUTES = [8, 7] as const;
export const LEVELS = 10;

/** All two-way tables across: 5,600 cells, noise of variance 400 that no node can shift. */
export const verticalJob: VerticalJob = {
  chainId: 31337,
  orderId: BENCH_ORDER,
  datasetIds: ATTRIBUTES.map((_, holder) => String(holder + 1)),
  attributes: ATTRIBUTES.flatMap((count, holder) =>
    Array.from({ length: count }, (_, a) => ({ holder, name: `h${holder}a${a}`, levels: LEVELS })),
  ),
  pairs: "across",
  variance: { num: "400", den: "1" },
  noise: "pairs",
};
