import { z } from "zod";
import { bytes32, decimal } from "./scalars.ts";
import { StatisticsOrderSpec } from "./statisticsOrderSpec.ts";

/** What every document about an aggregate says. */
export const AGGREGATE = "aggregate, not private";

const count = z.number().nullable();
const counts = z.array(count);

const privacy = z.discriminatedUnion("label", [
  z.strictObject({ label: z.literal(AGGREGATE) }),
  z.strictObject({
    label: z.literal("private"),
    epsilon: z.number().positive(),
    delta: z.number().positive(),
    rhoMicro: decimal,
    /** Standard deviation of the noise in every opened number, in its own unit. */
    noiseDeviation: z.number().positive(),
  }),
]);

const model = {
  privacy,
  /** In the columns' own units; null: terms before it determine the term. */
  terms: z.array(z.strictObject({ term: z.string(), coefficient: count, standardError: count })),
  logLikelihood: z.number(),
  nullLogLikelihood: z.number(),
  records: z.number(),
  events: z.number(),
  evaluations: z.int(),
};

/** The figures of a statistic; null is a figure that is suppressed, or that the records do not give. */
export const StatisticFigures = z.discriminatedUnion("statistic", [
  /** Cells row-major, with the names of rows and columns in `sides`. */
  z.strictObject({
    statistic: z.literal("table"),
    privacy,
    sides: z.array(z.strictObject({ column: z.string(), labels: z.array(z.string()) })).max(2),
    counts,
    rowTotals: counts,
    columnTotals: counts,
    total: count,
  }),
  z.strictObject({
    statistic: z.literal("means"),
    privacy,
    columns: z.array(z.strictObject({ column: z.string(), records: count, mean: count, variance: count })),
  }),
  z.strictObject({
    statistic: z.literal("quantiles"),
    privacy,
    /** The quantile lies in [from, to]. */
    quantiles: z.array(
      z.strictObject({ probability: z.number(), from: z.number(), to: z.number(), estimate: z.number() }),
    ),
  }),
  z.strictObject({
    statistic: z.literal("kaplan-meier"),
    privacy,
    curves: z.array(
      z.strictObject({
        level: z.string().nullable(),
        times: z.array(z.number()),
        survival: z.array(z.number()),
        standardErrors: z.array(z.number()).nullable(),
      }),
    ),
  }),
  z.strictObject({ statistic: z.literal("logistic"), intercept: count, ...model }),
  /** Coefficients are log hazard ratios. */
  z.strictObject({ statistic: z.literal("cox"), ties: z.enum(["efron", "breslow"]), ...model }),
]);
export type StatisticFigures = z.infer<typeof StatisticFigures>;

const { request, cohort, release, precision } = StatisticsOrderSpec.shape;

/**
 * `symbolon-statistics-result/1`: what the buyer of a statistic gets, as canonical JSON: the question, the rules it was answered by, and the
 * figures. A statistic that those rules withhold gives no document. Which sums it was made of is in the transcript.
 */
export const StatisticsResult = z.strictObject({
  format: z.literal("symbolon-statistics-result/1"),
  chainId: z.int().positive(),
  orderId: decimal,
  specDigest: bytes32,
  /** Digest of the `symbolon-statistics-transcript/1`. */
  transcriptDigest: bytes32,
  datasetIds: z.array(decimal).min(1),
  request,
  cohort,
  release,
  precision,
  figures: StatisticFigures,
});
export type StatisticsResult = z.infer<typeof StatisticsResult>;
