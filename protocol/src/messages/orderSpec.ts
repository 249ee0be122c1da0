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

/**
 * Thresholds a buyer gets unless the order says otherwise: mean total variation against each hospital's own holdout, and the upper
 * limit of the membership AUC. Hospitals differ from one another, so a joint file is never as close to one of them as that
 * hospital's own training half is; the limits leave room for that and none for a failed fit.
 */
export const DEFAULT_THRESHOLDS: OrderSpec["thresholds"] = {
  maxMeanTvd1: 0.18,
  maxMeanTvd2: 0.28,
  maxMiaAuc: 0.6,
};
