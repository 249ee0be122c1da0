import type { Hex } from "@symbolon/protocol";
import type { LedgerEntry } from "../journal.ts";
import type { MeasuredPart } from "./measuredPart.ts";

/** One charge of a job in looks, and what came of it. */
export type OpenedPart = {
  readonly entry: LedgerEntry;
  /**
   * The part and its sums with noise, in its finer units (partShape); null: charged in an attempt that ended before the opening was known,
   * so paid and of no use.
   */
  readonly opening: {
    readonly part: MeasuredPart;
    readonly numbers: readonly number[];
    /** Digest of the look's parts and of the commitments to what hospitals sent for it. */
    readonly inputs: Hex;
  } | null;
  /** partLink up to here. */
  readonly chain: Hex;
};
