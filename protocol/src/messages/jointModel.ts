import { z } from "zod";
import { DatasetSchema } from "./datasetSchema.ts";
import { address, bytes32, decimal } from "./scalars.ts";

/** How the tables of a joint model were chosen: in rounds, along a tree, or by the order. */
export const JOINT_MECHANISMS = ["aim", "mst", "fixed"] as const;

/**
 * `symbolon-model/3`: what three nodes opened in a joint computation on shared records. The document is the measurement itself: publishing it
 * costs nothing more, the model is fitted to it, and rows are drawn, by whoever wants to, with any columns and any cohort. Every table
 * has noise of its own, made inside the computation, and the ledger lists every opening in its order.
 */
export const JointModel = z.strictObject({
  format: z.literal("symbolon-model/3"),
  chainId: z.int().positive(),
  orderId: decimal,
  schema: DatasetSchema,
  mechanism: z.enum(JOINT_MECHANISMS),
  /** What else of the order the plan was made from: with schema, mechanism, epsilon, delta and rhoMicro anybody makes the same plan. */
  parameters: z.strictObject({
    patients: z.int().positive(),
    mostPatients: z.int().positive(),
    workload: z.array(z.array(z.string()).min(2).max(3)),
    maxTableCells: z.int().positive().optional(),
    rounds: z.int().positive().optional(),
  }),
  /**
   * Only of linked patients: the columns that each dataset gave, in the schema's order. Counted are patients whom both have and neither left out
   * (held out, consent withdrawn); how many that are is told by the noisy tables alone.
   */
  linked: z
    .array(z.strictObject({ datasetId: decimal, columns: z.array(z.string()).min(1) }))
    .length(2)
    .optional(),
  /** `semi-honest`: a node that did not follow the protocol could have made it wrong, or seen more than it shows. */
  security: z.enum(["malicious", "semi-honest"]),
  /** What the tables are promised for: one patient more or less, who has one row in one hospital (`linked`: one in each, counted as one). */
  epsilon: z.number().positive(),
  delta: z.number().positive(),
  /** The budget that epsilon and delta stand for, over whole Renyi orders up to `maxOrder`; the ledger's sum is at most this. */
  rhoMicro: decimal,
  maxOrder: z.int().min(2).max(1024),
  /** Every column's table in column order, then the chosen ones in the order of choice; row-major, last column fastest. May be negative. */
  tables: z
    .array(
      z.strictObject({
        columns: z.array(z.string()).min(1).max(3),
        /** Noise of each cell: heads of so many fair coins less half of them; variance coins / 4. */
        coins: z.int().min(64).max(1_048_576),
        noisyCounts: z.array(z.int()),
      }),
    )
    .min(2),
  /** Every opening that costs privacy, charged before it. */
  ledger: z
    .array(
      z.strictObject({
        what: z.string(),
        kind: z.enum(["choice", "table"]),
        /** In 1e-12 rho; and delta for what rho does not cover. */
        picoRho: decimal,
        delta: z.number().nonnegative(),
        /** Of the table that was chosen or opened; null: paid, and lost when a node failed before it was known to be opened. */
        columns: z.array(z.string()).min(1).max(3).nullable(),
        /** SHA-256 of the canonical document of the link before (at first inputsDigest), this entry, and the digest of what was opened. */
        chain: bytes32,
      }),
    )
    .min(1),
  /** Sets that were chosen, or ordered, and could not be paid any more because charges were lost. */
  leftOut: z.array(z.array(z.string()).min(2).max(3)),
  /** The last link of the ledger's chain. */
  transcriptRoot: bytes32,
  /** Whose records are in, and who was left out and why. */
  datasetIds: z.array(decimal).min(1),
  refused: z.array(z.strictObject({ datasetId: decimal, reason: z.string() })),
  /** Digest of order, plan and the commitments of all that are in. */
  inputsDigest: bytes32,
  nodes: z.array(address).length(3),
  /** SHA-256 of all messages between nodes 0 and 1, 1 and 2, 2 and 0; both ends of a link had the same. */
  links: z.array(bytes32).length(3),
});
export type JointModel = z.infer<typeof JointModel>;
