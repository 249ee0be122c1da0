import type { PrivateTable } from "./privateTable.ts";

/**
 * Records of which only noisy whole numbers can be had, whoever holds them: one hospital's PrivateTable, or the records of several
 * hospitals that count together (joint/parts). What a mechanism may be written against.
 */
export type NoisyCounts = Pick<
  PrivateTable,
  "sizes" | "neighbours" | "sensitivities" | "guarantee" | "measure" | "errors"
>;
