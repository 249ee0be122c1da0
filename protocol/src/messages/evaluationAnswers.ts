import { z } from "zod";
import { EvaluationReport } from "./evaluationReport.ts";
import { bytes32, decimal } from "./scalars.ts";

const share = z.number().min(0).max(1);
/** A distance that was paid for: its value, the standard deviation of its noise, and what sampling alone would give. */
const paid = { tvd: share, noise: z.number().nonnegative(), expected: share };

/** Largest report that an answer may hold: its certificate stays below 1 MiB, so that the certificate's CID is its digest. */
export const MAX_REPORT_BYTES = 900_000;

const common = {
  format: z.literal("symbolon-answers/2"),
  orderId: decimal,
  datasetId: decimal,
  outputHash: bytes32,
};

/**
 * About a private file: every figure that depends on the hospital's records is noisy and paid for from the order's budget (`splitRho`);
 * fractions are rounded to 1e-4.
 */
export const PrivateAnswers = z.strictObject({
  ...common,
  releaseClass: z.literal("private"),
  /** What was spent on the held-out patients, and on the membership test. */
  mainMicro: decimal,
  scoresMicro: decimal,
  /** Held-out records, a noisy whole number, and the standard deviation of its noise. */
  records: z.number().min(1),
  recordsNoise: z.number().nonnegative(),
  oneWay: z.array(z.strictObject({ column: z.string(), ...paid })).min(1),
  twoWay: z.array(z.strictObject({ columns: z.tuple([z.string(), z.string()]), ...paid })),
  /** AUC of the membership attack; null where the budget is too small to ask. */
  membership: z.strictObject({ value: share, low: share, high: share }).nullable(),
});

export type PrivateAnswers = z.infer<typeof PrivateAnswers>;

/**
 * About a high-fidelity file: the report that the hospital's node made of it inside its walls, rounded and with small cells left out, but
 * without noise.
 */
export const HighFidelityAnswers = z.strictObject({
  ...common,
  releaseClass: z.literal("high-fidelity"),
  report: EvaluationReport.refine(
    ({ releaseClass, disclosure }) => releaseClass === "high-fidelity" && disclosure === "rounded",
    "it is not a rounded report on a high-fidelity file",
  ),
});

export type HighFidelityAnswers = z.infer<typeof HighFidelityAnswers>;

/** What one hospital answers about a candidate file. Nothing is said per record. */
export const EvaluationAnswers = z.discriminatedUnion("releaseClass", [PrivateAnswers, HighFidelityAnswers]);
export type EvaluationAnswers = z.infer<typeof EvaluationAnswers>;
