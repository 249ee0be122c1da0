import { z } from "zod";
import { address, bytes32, decimal } from "./scalars.ts";

const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** What one hospital answers about a candidate file: aggregates over its own holdout, nothing per record. Fractions rounded to 1e-4. */
export const EvaluationAnswers = z.strictObject({
  format: z.literal("symbolon-answers/1"),
  orderId: decimal,
  datasetId: decimal,
  outputHash: bytes32,
  oneWayTvd: z.record(z.string(), z.number()),
  twoWayTvd: z.array(z.strictObject({ columns: z.tuple([z.string(), z.string()]), tvd: z.number() })),
  meanTvd1: z.number(),
  meanTvd2: z.number(),
  /** The same means for the hospital's own training half against its holdout: the best one can hope for. */
  ceilingTvd1: z.number(),
  ceilingTvd2: z.number(),
  /** Shown, never a pass criterion (DCR says little about disclosure). */
  distances: z.strictObject({
    syntheticToTrainingP5: z.number(),
    syntheticToTrainingMedian: z.number(),
    syntheticToHoldoutP5: z.number(),
    syntheticToHoldoutMedian: z.number(),
    nndrMedian: z.number(),
    closerToTrainingShare: z.number(),
    exactCopyShare: z.number(),
  }),
  membership: z.strictObject({ auc: interval, tprAt1PercentFpr: interval }),
});
export type EvaluationAnswers = z.infer<typeof EvaluationAnswers>;

/** `symbolon-certificate/1`: the evaluator's statement. Its digest and verdict are on chain, signed (EIP-712). */
export const Certificate = z.strictObject({
  format: z.literal("symbolon-certificate/1"),
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
  summary: z.strictObject({
    meanTvd1: z.number(),
    meanTvd2: z.number(),
    ceilingTvd1: z.number(),
    ceilingTvd2: z.number(),
    membershipAuc: interval,
    exactCopyShare: z.number(),
  }),
  thresholds: z.strictObject({ maxMeanTvd1: z.number(), maxMeanTvd2: z.number(), maxMiaAuc: z.number() }),
  passed: z.boolean(),
  reasons: z.array(z.string()),
});
export type Certificate = z.infer<typeof Certificate>;
