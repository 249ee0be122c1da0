import { z } from "zod";
import { ENGINES, HIGH_FIDELITY } from "./orderSpec.ts";
import { address, bytes32, decimal } from "./scalars.ts";

const dataset = { datasetId: decimal, provider: address, schemaDigest: bytes32, consentEpoch: decimal };
const code = { version: z.string(), commit: z.string(), lockHash: bytes32 };

const common = {
  format: z.literal("symbolon-manifest/1"),
  chainId: z.int().positive(),
  jobRegistry: address,
  orderId: decimal,
  specDigest: bytes32,
  nodes: z.array(address).length(3),
  commitDigest: bytes32,
  model: z.strictObject({ digest: bytes32, bytes: z.int() }),
  output: z.strictObject({ hash: bytes32, bytes: z.int(), rows: z.int(), mediaType: z.literal("text/csv") }),
};

const privateManifest = z.strictObject({
  ...common,
  /** `shareCommitments` null: this dataset was left out before the freeze; the model says why. */
  datasets: z.array(z.strictObject({ ...dataset, shareCommitments: z.array(bytes32).length(3).nullable() })),
  /** The rows are a function of model and seed. */
  seed: bytes32,
  code: z.strictObject({ ...code, engine: z.enum(ENGINES) }),
});

const highFidelityManifest = z.strictObject({
  ...common,
  datasets: z.array(z.strictObject(dataset)).length(1),
  code: z.strictObject({ ...code, engine: z.literal(HIGH_FIDELITY) }),
});

/**
 * `symbolon-manifest/1`: every input, output and code version behind one result. Its digest is on chain, signed by every node. A
 * high-fidelity file is made of no shares and has no public seed; `model` then is its origin (`symbolon-origin/1`), and `code` what the nodes
 * ran.
 */
export const Manifest = z.union([privateManifest, highFidelityManifest]);
export type Manifest = z.infer<typeof Manifest>;
