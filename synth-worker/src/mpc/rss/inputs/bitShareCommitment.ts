import { fromHex, type Hex } from "@symbolon/protocol";
import { commitmentOf } from "../../commitmentOf.ts";

/** The commitment to share `share` (0, 1 or 2) of a dataset's bits: salted SHA-256, bound to job, dataset and place; both holders check it. */
export function bitShareCommitment(input: {
  job: Hex;
  datasetId: string;
  share: number;
  salt: Uint8Array;
  bytes: Uint8Array;
}): Hex {
  const { job, datasetId, share, salt, bytes } = input;
  return commitmentOf("symbolon/rss-share/1", [fromHex(job), datasetId, String(share), salt, bytes]);
}
