import type { Hex } from "@symbolon/protocol";
import { expandSeed } from "../../../random/expandSeed.ts";
import { bitShareCommitment } from "./bitShareCommitment.ts";
import type { SharePlace } from "./sharePlaces.ts";

/** The bytes of one share's words, or null when it is not the one committed to. `bytes` is salt and body as in a package. */
export function openShare(
  dealing: { readonly job: Hex; readonly datasetId: string; readonly commitments: readonly Hex[] },
  { share, from, bodyFrom }: SharePlace,
  { bytes, words }: { readonly bytes: Uint8Array; readonly words: number },
): Uint8Array | null {
  const { job, datasetId, commitments } = dealing;
  const salt = bytes.subarray(0, bodyFrom - from);
  const body = bytes.subarray(bodyFrom - from);
  const opened = share === 2 ? body : expandSeed(body, 4 * words);
  const commitment = bitShareCommitment({ job, datasetId, share, salt, bytes: opened });
  return commitments.length === 3 && commitments[share] === commitment ? opened : null;
}
