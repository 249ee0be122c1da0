import { z } from "zod";
import { ENGINES, HIGH_FIDELITY, LINKED } from "./orderSpec.ts";
import { address, bytes32, decimal } from "./scalars.ts";
import { STATISTICS } from "./statisticsOrderSpec.ts";

const dataset = { datasetId: decimal, provider: address, schemaDigest: bytes32, consentEpoch: decimal };
const code = { version: z.string(), commit: z.string(), lockHash: bytes32 };

const output = { hash: bytes32, bytes: z.int(), rows: z.int() };

const common = {
  format: z.literal("symbolon-manifest/1"),
  chainId: z.int().positive(),
  jobRegistry: address,
  orderId: decimal,
  specDigest: bytes32,
  nodes: z.array(address).length(3),
  commitDigest: bytes32,
  model: z.strictObject({ digest: bytes32, bytes: z.int() }),
  output: z.strictObject({ ...output, mediaType: z.literal("text/csv") }),
};

const privateManifest = z.strictObject({
  ...common,
  /** `shareCommitments` null: this dataset was left out before the freeze; the model says why. */
  datasets: z.array(z.strictObject({ ...dataset, shareCommitments: z.array(bytes32).length(3).nullable() })),
  /** The rows are a function of model and seed. */
  seed: bytes32,
  code: z.strictObject({ ...code, engine: z.enum([...ENGINES, LINKED]) }),
});

const highFidelityManifest = z.strictObject({
  ...common,
  /** Whole patients and images come as an archive; `rows` counts patients or images. */
  output: z.strictObject({ ...output, mediaType: z.enum(["text/csv", "application/zip"]) }),
  datasets: z.array(z.strictObject(dataset)).length(1),
  code: z.strictObject({ ...code, engine: z.literal(HIGH_FIDELITY) }),
});

/** The shares' commitments are in the first round's digest, which is `commitDigest`. */
const statisticsManifest = z.strictObject({
  ...common,
  output: z.strictObject({ ...output, mediaType: z.literal("application/json") }),
  datasets: z.array(z.strictObject(dataset)),
  code: z.strictObject({ ...code, engine: z.literal(STATISTICS) }),
});

/**
 * `symbolon-manifest/1`: every input, output and code version behind one result. Its digest is on chain, signed by every node. A
 * high-fidelity file is made of no shares and has no public seed; `model` then is its origin (`symbolon-origin/1`), and `code` what the nodes
 * ran. Of a statistic the file is its result (`symbolon-statistics-result/1`), and `model` the transcript of its rounds.
 */
export const Manifest = z.union([privateManifest, highFidelityManifest, statisticsManifest]);
export type Manifest = z.infer<typeof Manifest>;
export type PrivateManifest = z.infer<typeof privateManifest>;
export type StatisticsManifest = z.infer<typeof statisticsManifest>;
