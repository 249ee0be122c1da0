import { z } from "zod";
import { bytes32, decimal } from "./scalars.ts";

/**
 * `symbolon-order/1`: what a buyer asks for. Its digest is on chain, so no party can change it after payment.
 * `rhoMicro` must be what (epsilon, delta) allow, at most: nodes recompute it and refuse more (E4006).
 */
export const OrderSpec = z.strictObject({
  format: z.literal("symbolon-order/1"),
  chainId: z.int().positive(),
  datasetIds: z.array(decimal).min(1).max(8),
  schemaDigest: bytes32,
  engine: z.literal("tree"),
  rows: z.int().min(1).max(1_000_000),
  epsilon: z.number().positive().max(20),
  delta: z.number().positive().max(1e-3),
  rhoMicro: decimal,
  /** 2-way marginals to measure; a subset of the schema's pairs or any other pairs of its columns. */
  pairs: z
    .array(z.tuple([z.string(), z.string()]))
    .min(1)
    .max(200),
  purpose: z.int().positive(),
  buyerKey: bytes32,
  thresholds: z.strictObject({ maxMeanTvd1: z.number(), maxMeanTvd2: z.number(), maxMiaAuc: z.number() }),
});
export type OrderSpec = z.infer<typeof OrderSpec>;
