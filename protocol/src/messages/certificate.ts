import { z } from "zod";
import { address, bytes32, decimal } from "./scalars.ts";

const share = z.number().min(0).max(1);
const interval = z.strictObject({ value: share, low: share, high: share });
/** A distance that was paid for: its value, the standard deviation of its noise, and what sampling alone would give. */
const paid = { tvd: share, noise: z.number().nonnegative(), expected: share };

/**
 * What one hospital answers about a candidate file. Every figure that depends on its records is noisy and paid for from the order's budget
 * (`splitRho`); fractions are rounded to 1e-4. Nothing is said per record.
 */
export const EvaluationAnswers = z.strictObject({
  format: z.literal("symbolon-answers/2"),
  orderId: decimal,
  datasetId: decimal,
  outputHash: bytes32,
  /** What was spent on the held-out patients, and on the membership test. */
  mainMicro: decimal,
  scoresMicro: decimal,
  /** Held-out records, a noisy whole number, and the standard deviation of its noise. */
  records: z.number().min(1),
  recordsNoise: z.number().nonnegative(),
  oneWay: z.array(z.strictObject({ column: z.string(), ...paid })).min(1),
  twoWay: z.array(z.strictObject({ columns: z.tuple([z.string(), z.string()]), ...paid })),
  /** AUC of the membership attack; null where the budget is too small to ask. */
  membership: interval.nullable(),
});
export type EvaluationAnswers = z.infer<typeof EvaluationAnswers>;

/** `symbolon-certificate/2`: the evaluator's statement. Its digest and verdict are on chain, signed (EIP-712). */
export const Certificate = z.strictObject({
  format: z.literal("symbolon-certificate/2"),
  chainId: z.int().positive(),
  orderId: decimal,
  manifestDigest: bytes32,
  outputHash: bytes32,
  modelDigest: bytes32,
  evaluator: address,
  privacy: z.strictObject({
    epsilon: z.number(),
    delta: z.number(),
    rhoMicro: decimal,
    unit: z.literal("patient"),
    neighbours: z.literal("add/remove"),
  }),
  /** Each hospital's own words: its SignedRequest (purpose "answers", subject = order id, bodyDigest = digestOfDocument(answers)). */
  answers: z.array(
    z.strictObject({
      provider: address,
      answers: EvaluationAnswers,
      expires: z.int(),
      signature: z.string(),
    }),
  ),
  /**
   * What the file says about itself, compared with the model's noisy tables and no record: costs nothing and is looked at first. `expected`
   * is what noise and sampling alone would give. null for a cohort, whose tables the model does not hold.
   */
  dataFree: z
    .strictObject({ meanTvd1: share, meanTvd2: share, expectedTvd1: share, expectedTvd2: share })
    .nullable(),
  /** What the proof allows any membership attack at most, from the order's rho alone. */
  bound: z.strictObject({ auc: share, tprAt1PercentFpr: share }),
  summary: z.strictObject({
    meanTvd1: share,
    meanTvd2: share,
    /** Standard deviations of the noise in the two means. */
    noiseTvd1: z.number().nonnegative(),
    noiseTvd2: z.number().nonnegative(),
    /** What a perfect file of these columns would be expected to show against so few records. */
    expectedTvd1: share,
    expectedTvd2: share,
    /** Hospitals' attacks taken together; the upper limit is never above the proved bound. */
    membershipAuc: interval,
  }),
  thresholds: z.strictObject({ maxMeanTvd1: z.number(), maxMeanTvd2: z.number(), maxMiaAuc: z.number() }),
  passed: z.boolean(),
  reasons: z.array(z.string()),
});
export type Certificate = z.infer<typeof Certificate>;
