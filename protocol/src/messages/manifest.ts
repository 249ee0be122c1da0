import { z } from "zod";
import { ENGINES } from "./orderSpec.ts";
import { address, bytes32, decimal } from "./scalars.ts";

/** `symbolon-manifest/1`: every input, output and code version behind one result. Its digest is on chain, signed by every node. */
export const Manifest = z.strictObject({
  format: z.literal("symbolon-manifest/1"),
  chainId: z.int().positive(),
  jobRegistry: address,
  orderId: decimal,
  specDigest: bytes32,
  datasets: z.array(
    z.strictObject({
      datasetId: decimal,
      provider: address,
      schemaDigest: bytes32,
      consentEpoch: decimal,
      shareCommitments: z.array(bytes32).length(3),
    }),
  ),
  nodes: z.array(address).length(3),
  commitDigest: bytes32,
  seed: bytes32,
  model: z.strictObject({ digest: bytes32, bytes: z.int() }),
  output: z.strictObject({ hash: bytes32, bytes: z.int(), rows: z.int(), mediaType: z.literal("text/csv") }),
  code: z.strictObject({
    version: z.string(),
    commit: z.string(),
    lockHash: bytes32,
    engine: z.enum(ENGINES),
  }),
});
export type Manifest = z.infer<typeof Manifest>;
