import { z } from "zod";
import { HIGH_FIDELITY, PRODUCTS } from "./orderSpec.ts";
import { address, bytes32, decimal } from "./scalars.ts";

/** What every document about a high-fidelity file says. */
export const NOT_PRIVATE = "not differentially private";

/** Largest high-fidelity file, in bytes; it travels sealed, in parts, to every node. */
export const MAX_FILE_BYTES = 67_108_864;

/**
 * `symbolon-origin/1`: where a high-fidelity file comes from. It stands where a private order's model stands: its digest is the job's
 * modelDigest and it is pinned in clear. There is no model to publish: the generator holds the records themselves and stays in the hospital.
 */
export const Origin = z
  .strictObject({
    format: z.literal("symbolon-origin/1"),
    chainId: z.int().positive(),
    orderId: decimal,
    datasetId: decimal,
    provider: address,
    engine: z.literal(HIGH_FIDELITY),
    statement: z.literal(NOT_PRIVATE),
    /** Default: rows of the schema. */
    product: z.enum(PRODUCTS).optional(),
    /** Of rows and patients. Training records in a leaf at least, as the calibration by attack chose it. */
    leaf: z.int().positive().optional(),
    /** Leaf sizes that were attacked until one withstood, this one included. */
    leavesTried: z.int().positive().optional(),
    /** Of images: how many were drawn, and how many of them the copy gate kept back. */
    gate: z.strictObject({ made: z.int().positive(), keptBack: z.int().nonnegative() }).optional(),
    rows: z.int().positive(),
    outputHash: bytes32,
    bytes: z.int().positive().max(MAX_FILE_BYTES),
    /** The code that the hospital ran. */
    code: z.strictObject({ version: z.string(), commit: z.string(), lockHash: bytes32 }),
  })
  .superRefine(({ product, leaf, leavesTried, gate }, context) => {
    const isOfImages = product === "images";
    if (isOfImages ? gate === undefined : leaf === undefined || leavesTried === undefined)
      context.addIssue({ code: "custom", message: "what the file was calibrated with is not said" });
    if (isOfImages ? leaf !== undefined : gate !== undefined)
      context.addIssue({ code: "custom", message: "images have a gate, rows and patients have leaves" });
  });
export type Origin = z.infer<typeof Origin>;
