import { runningHash } from "../../random/runningHash.ts";
import type { Channel } from "./channel.ts";

/**
 * The SHA-256 digest of all messages of one link so far, direction i to i + 1 first: the same at both ends once what was sent has
 * arrived. `forward` says whether the channel leads from party i to party i + 1.
 */
export function transcriptDigest(channel: Channel, forward: boolean): Uint8Array {
  const { sent, received } = channel.transcript();
  const hash = runningHash();
  hash.update(forward ? sent : received);
  hash.update(forward ? received : sent);
  return hash.digest();
}
