import type { MixedTable } from "../../math/mixedTable.ts";
import type { RoundNoise } from "./roundNoise.ts";

/** One round: what hospitals are to compute and nodes to add up. Plain JSON and public; its digest names the round's sum. */
export type RoundPlan<P> = {
  /** What is added up, in words. */
  readonly what: string;
  readonly parameters: P;
  /** Numbers per hospital. */
  readonly length: number;
  /** Numbers are whole multiples of 2^-fractionBits. */
  readonly fractionBits: number;
  /** null: the exact sums are opened. */
  readonly noise: RoundNoise | null;
};

/**
 * Where a statistic stands. `withheld`: a limit against disclosure was not met, or the records do not determine what was asked for; the reason
 * names no figure.
 */
export type Step<P, R> =
  | { readonly step: "round"; readonly plan: RoundPlan<P> }
  | { readonly step: "released"; readonly result: R }
  | { readonly step: "withheld"; readonly reason: string };

/**
 * A statistic as a sequence of sums, without I/O and without state of its own: everything is in the plan. Any process that has a plan can do
 * its part of the round, and any that has the opened sums too finds the same next step, bit for bit; so nodes need not trust whoever hands
 * plans on, and all can stop and go on anywhere. Plans and results survive JSON.
 */
export interface Statistic<P, R> {
  start(): Step<P, R>;
  /** A hospital's numbers for the round, from its own records. Throws RangeError for a table that lacks what is asked for. */
  local(table: MixedTable, plan: RoundPlan<P>): Float64Array;
  /** What follows from the opened sums of the round. */
  combine(plan: RoundPlan<P>, sums: Float64Array): Step<P, R>;
}
