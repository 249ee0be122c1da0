import { address, bytes32, decimal } from "@symbolon/protocol";
import { z } from "zod";

/**
 * `symbolon-joint-openings/1`: what three nodes opened in a joint job in looks. The document is the measurement itself: its model is made
 * again by whoever runs the job's program against it (replayOpener), and publishing it costs nothing more.
 */
export const PartsDocument = z.strictObject({
  format: z.literal("symbolon-joint-openings/1"),
  chainId: z.int().positive(),
  orderId: decimal,
  /** SHA-256 of the public description of what was measured. */
  subject: bytes32,
  /** `semi-honest`: a node that did not follow the protocol could have made it wrong, or seen more than it shows. */
  security: z.enum(["malicious", "semi-honest"]),
  /** false: the noise can be repeated (tests), so nobody is protected. */
  guarantee: z.boolean(),
  /** What is promised to one patient of one hospital, added or removed. */
  epsilon: z.number().positive(),
  delta: z.number().positive(),
  rhoMicro: decimal,
  mostPatients: z.int().positive(),
  /** Every charge in its order, with what it opened. */
  openings: z
    .array(
      z.strictObject({
        what: z.string(),
        /** In 1e-12 rho; and delta for the noise's finite precision. */
        picoRho: decimal,
        delta: z.number().nonnegative(),
        /** What was opened; null: paid, and lost when a node failed. */
        part: z
          .strictObject({
            what: z.string(),
            cells: z.int().positive(),
            squaredSensitivity: decimal,
            /** How far one patient moves one entry, at most. */
            most: z.int().positive(),
            signed: z.boolean(),
            sigma: z.strictObject({ num: decimal, den: decimal }),
            /** Digest of the look's parts and of the commitments to what hospitals sent for it. */
            inputs: bytes32,
            /** Sums with noise, in the finer units that sigma gives (partShape). */
            numbers: z.array(z.int()),
          })
          .nullable(),
        /** SHA-256 over the link before (at first inputsDigest), this charge and what it opened. */
        chain: bytes32,
      }),
    )
    .min(1),
  transcriptRoot: bytes32,
  datasetIds: z.array(decimal).min(1),
  refused: z.array(z.strictObject({ datasetId: decimal, reason: z.string() })),
  /** Digest of job, plan and the commitments to the first look's shares. */
  inputsDigest: bytes32,
  nodes: z.array(address).length(3),
  /** SHA-256 of all messages between nodes 0 and 1, 1 and 2, 2 and 0. */
  links: z.array(bytes32).length(3),
});
export type PartsDocument = z.infer<typeof PartsDocument>;
