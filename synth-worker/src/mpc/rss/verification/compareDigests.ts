import { runningHash } from "../../../random/runningHash.ts";
import { type PartyCore, stepOf } from "../partyCore.ts";
import { sameBytes } from "../sameBytes.ts";
import { stopped } from "../stopped.ts";
import { transcriptDigest } from "../transcriptDigest.ts";

/** What both ends of a link must have computed: a digest for the link to party i - 1 and one for the link to party i + 1. */
export type LinkDigests = { readonly previous: Uint8Array; readonly next: Uint8Array };

/**
 * Both ends of each link exchange a digest of what both must have seen: `digests`, and every message of the link so far. Throws E4020 with
 * `reason` when one differs. Each honest party waits for both others, and two honest parties compare with each other directly: if
 * anything is wrong between them, both stop here. One round, 32 bytes to each.
 */
export async function compareDigests(core: PartyCore, digests: LinkDigests, reason: string): Promise<void> {
  const step = stepOf(core, "digest");
  const ofNext = both(digests.next, transcriptDigest(core.next, true));
  const ofPrevious = both(digests.previous, transcriptDigest(core.previous, false));
  core.cost.bytesSent += core.next.send(step, ofNext) + core.previous.send(step, ofPrevious);
  const fromNext = await core.next.receive(step, 32);
  const fromPrevious = await core.previous.receive(step, 32);
  core.cost.rounds++;
  if (!sameBytes(ofNext, fromNext) || !sameBytes(ofPrevious, fromPrevious)) {
    throw stopped(core.orderId, reason);
  }
}

function both(first: Uint8Array, second: Uint8Array): Uint8Array {
  const hash = runningHash();
  hash.update(first);
  hash.update(second);
  return hash.digest();
}
