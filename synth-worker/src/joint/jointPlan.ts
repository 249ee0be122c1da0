import type { LaneLayout } from "../mpc/circuits/laneLayout.ts";
import type { JointOrder } from "./jointOrder.ts";

/** A table of counts that hospitals share: columns ascending, row-major with the last column fastest. */
export type JointClique = {
  readonly columns: readonly number[];
  readonly shape: readonly number[];
  readonly cells: number;
  /** What its error counts in a choice; 0 for the table of one column, which is measured anyway. */
  readonly weight: number;
};

/** What is done and spent, decided before anything is opened: a function of the order (planJoint). */
export type JointPlan = {
  readonly order: JointOrder;
  /** Cells of every column of the schema. */
  readonly sizes: readonly number[];
  /** Every column's table in column order, then those that may be measured. */
  readonly cliques: readonly JointClique[];
  /** Where each cell lies in a plane of counts. */
  readonly layout: LaneLayout;
  /** Planes of a hospital's counts, and of its number of patients. */
  readonly planes: number;
  /** A distance of 1 patient counts weight x 2^fractionBits units of a score. */
  readonly fractionBits: number;
  /** What may be spent, in micro-rho; Renyi orders that the noise serves; and delta that is kept for what noise of finite precision costs. */
  readonly rhoMicro: bigint;
  readonly maxOrder: number;
  readonly ownDelta: number;
  /** Coins of each cell of the tables of one column (fixed: of all tables). */
  readonly oneWayCoins: number;
  /** Per round: noise of the choice in score units, coins of each cell of the table. Empty for fixed. */
  readonly schedule: readonly { readonly scale: number; readonly coins: number }[];
  /** Most cells of the model's junction tree. */
  readonly maxJunctionCells: number;
};
