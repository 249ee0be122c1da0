import { z } from "zod";
import { HighFidelityAnswers, PrivateAnswers } from "./evaluationAnswers.ts";
import { NOT_PRIVATE } from "./origin.ts";
import { address, bytes32, decimal } from "./scalars.ts";
import { StatisticsCertificate } from "./statisticsCertificate.ts";

const share = z.number().min(0).max(1);
const interval = z.strictObject({ value: share, low: share, high: share });

/** A hospital's own words: its SignedRequest (purpose "answers", subject = order id, bodyDigest = digestOfDocument(answers)). */
const signed = { provider: address, expires: z.int(), signature: z.string() };
const signedPrivate = z.strictObject({ ...signed, answers: PrivateAnswers });
const signedReport = z.strictObject({ ...signed, answers: HighFidelityAnswers });

const common = {
  format: z.literal("symbolon-certificate/2"),
  chainId: z.int().positive(),
  orderId: decimal,
  manifestDigest: bytes32,
  outputHash: bytes32,
  modelDigest: bytes32,
  evaluator: address,
  thresholds: z.strictObject({ maxMeanTvd1: z.number(), maxMeanTvd2: z.number(), maxMiaAuc: z.number() }),
  passed: z.boolean(),
  reasons: z.array(z.string()),
};

/** The figures that the contract compares with its thresholds; of the membership AUC the upper limit. */
const figures = { meanTvd1: share, meanTvd2: share, membershipAuc: interval };

/** About a differentially private file. */
export const PrivateCertificate = z.strictObject({
  ...common,
  releaseClass: z.literal("private"),
  answers: z.array(signedPrivate),
  privacy: z.strictObject({
    epsilon: z.number(),
    delta: z.number(),
    rhoMicro: decimal,
    unit: z.literal("patient"),
    neighbours: z.literal("add/remove"),
  }),
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
    /** Means over hospitals; the membership interval's upper limit is never above the proved bound. */
    ...figures,
    /** Standard deviations of the noise in the two means. */
    noiseTvd1: z.number().nonnegative(),
    noiseTvd2: z.number().nonnegative(),
    /** What a perfect file of these columns would be expected to show against so few records. */
    expectedTvd1: share,
    expectedTvd2: share,
  }),
});

/** About a high-fidelity file. */
export const HighFidelityCertificate = z.strictObject({
  ...common,
  releaseClass: z.literal("high-fidelity"),
  answers: z.array(signedReport).length(1),
  privacy: z.strictObject({ none: z.literal(NOT_PRIVATE) }),
  /** The report's figures; of the membership attacks the one that may have found out most. */
  summary: z.strictObject(figures),
});

/** `symbolon-certificate/2`: the evaluator's statement about a file of records. */
export const FileCertificate = z.discriminatedUnion("releaseClass", [
  PrivateCertificate,
  HighFidelityCertificate,
]);
export type FileCertificate = z.infer<typeof FileCertificate>;

/** What an evaluator says of a job's result; `format` tells files and statistics apart. Its digest and verdict are on chain, signed (EIP-712). */
export const Certificate = z.union([FileCertificate, StatisticsCertificate]);
export type Certificate = z.infer<typeof Certificate>;
export type PrivateCertificate = z.infer<typeof PrivateCertificate>;
export type HighFidelityCertificate = z.infer<typeof HighFidelityCertificate>;
