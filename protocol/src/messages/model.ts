import { z } from "zod";
import { DatasetSchema } from "./datasetSchema.ts";
import { ENGINES, Workload } from "./orderSpec.ts";
import { address, bytes32, decimal } from "./scalars.ts";

/**
 * `symbolon-model/2`: the private measurement itself. Publishing it costs nothing more, and rows are a function of (model, seed), with
 * any columns and any cohort.
 */
export const Model = z.strictObject({
  format: z.literal("symbolon-model/2"),
  chainId: z.int().positive(),
  orderId: decimal,
  schema: DatasetSchema,
  engine: z.enum(ENGINES),
  workload: Workload,
  /** What the tables cost: the order's budget less what judging the file costs (`splitRho`). */
  rhoMicro: decimal,
  epsilon: z.number(),
  delta: z.number(),
  /** sigma^2 per cell that rhoMicro pays for, as a fraction. */
  varianceNum: decimal,
  varianceDen: decimal,
  /** Opened variance = factor * sigma^2: three nodes add sigma^2/2 each, so any two honest ones suffice. */
  noiseFactorNum: z.literal(3),
  noiseFactorDen: z.literal(2),
  /** All 1-way tables in column order, then the workload's; row-major, last column fastest. May be negative. */
  noisyCounts: z.array(z.int()),
  nodes: z.array(address).length(3),
  transcriptDigest: bytes32,
});
export type Model = z.infer<typeof Model>;
