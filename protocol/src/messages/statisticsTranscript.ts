import { z } from "zod";
import { address, bytes32, decimal, hexBytes } from "./scalars.ts";

const three = z.array(bytes32).length(3);

/**
 * `symbolon-statistics-transcript/1`: what three nodes opened for a statistic, round by round. It stands where a private file's model stands:
 * its digest is the job's modelDigest, and it is pinned in clear. Of a private release it has every node's opening, so that anybody adds up
 * the noisy sums and finds the result again. Of an aggregate it has digests only, over the nodes' random salts: exact sums would undo what
 * the result suppresses.
 */
export const StatisticsTranscript = z.strictObject({
  format: z.literal("symbolon-statistics-transcript/1"),
  chainId: z.int().positive(),
  orderId: decimal,
  specDigest: bytes32,
  /** Short name of the claim (claimKey). */
  claim: z.string().regex(/^[0-9a-f]{16}$/),
  datasetIds: z.array(decimal).min(1),
  nodes: z.array(address).length(3),
  rounds: z
    .array(
      z.strictObject({
        what: z.string(),
        /** Over plan, shares' commitments and nodes' commitments; the first round's is on chain, charged before anything was opened. */
        commitDigest: bytes32,
        /** Over these and the three openings. */
        transcriptDigest: bytes32,
        /** null: the sums are exact and stay with the nodes. */
        opened: z
          .strictObject({
            shareCommitments: z.record(decimal, three),
            commitments: three,
            openings: z.array(z.strictObject({ salt: bytes32, partial: hexBytes })).length(3),
          })
          .nullable(),
      }),
    )
    .min(1),
});
export type StatisticsTranscript = z.infer<typeof StatisticsTranscript>;
