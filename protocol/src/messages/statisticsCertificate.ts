import { z } from "zod";
import { address, bytes32, decimal } from "./scalars.ts";
import { AGGREGATE } from "./statisticsResult.ts";

/**
 * `symbolon-statistics-certificate/1`: the evaluator's statement about a statistic. It was a node of the job, so it computed the result once
 * more from the sums that it had opened itself, and checked every figure that is shown against the order's limits. No hospital is asked. Its
 * digest and verdict are on chain, signed (EIP-712); the three figures that are compared with thresholds there say how near a file is to
 * records, which a statistic has none of, and are 0.
 */
export const StatisticsCertificate = z.strictObject({
  format: z.literal("symbolon-statistics-certificate/1"),
  chainId: z.int().positive(),
  orderId: decimal,
  manifestDigest: bytes32,
  outputHash: bytes32,
  modelDigest: bytes32,
  evaluator: address,
  releaseClass: z.enum(["private", "statistics"]),
  privacy: z.union([
    z.strictObject({
      epsilon: z.number(),
      delta: z.number(),
      rhoMicro: decimal,
      unit: z.literal("patient"),
      neighbours: z.literal("add/remove"),
    }),
    z.strictObject({ none: z.literal(AGGREGATE) }),
  ]),
  /** Rounds whose sums were added up again. */
  rounds: z.int().positive(),
  passed: z.boolean(),
  /** Limits that a shown figure does not keep to, in words without figures. */
  reasons: z.array(z.string()),
});
export type StatisticsCertificate = z.infer<typeof StatisticsCertificate>;
