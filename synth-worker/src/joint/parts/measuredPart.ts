import type { Rational } from "../../math/rational.ts";

/**
 * A vector of whole numbers that hospitals add up and of which only the sum with noise is opened. Everything here is public: a function of
 * the job's description and of what was opened before. A joint order's tables (JointPlan) are such parts with squared sensitivity 1 each
 * and noise from coins.
 */
export type MeasuredPart = {
  /** In words, for the ledger. */
  readonly what: string;
  readonly cells: number;
  /** How far one patient, added or removed, moves the whole vector: the square of its L2 norm, at most. */
  readonly squaredSensitivity: bigint;
  /** How far one patient moves one entry, at most. */
  readonly most: number;
  /** false: no entry is negative. */
  readonly signed: boolean;
  /** Standard deviation of the noise that is asked for; what is made is at least this. */
  readonly sigma: Rational;
};
