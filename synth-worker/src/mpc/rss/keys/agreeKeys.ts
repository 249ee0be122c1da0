import { fromHex } from "@symbolon/protocol";
import type { EntropySource } from "../../../random/entropySource.ts";
import { commitmentOf } from "../../commitmentOf.ts";
import { type Channel, openChannel } from "../channel.ts";
import type { Link } from "../link.ts";
import { acceptKeyCommitments } from "./acceptKeyCommitments.ts";
import { acceptKeyOpenings } from "./acceptKeyOpenings.ts";
import type { ForNeighbours, KeysAgreed } from "./keySetupState.ts";
import { startKeySetup } from "./startKeySetup.ts";

/** Steps of the two messages; both are two values of 32 bytes. */
const COMMITMENT_STEP = 1;
const OPENING_STEP = 2;

/**
 * Runs the key setup of party `index` over its links: two rounds, 152 bytes to each neighbour. Call it once for each attempt at a job: after a stop
 * nothing of the old keys is left, and new ones are tossed. Throws E4020 when a neighbour breaks off or reveals something
 * else than it committed to.
 */
export async function agreeKeys(
  input: { orderId: string; job: Uint8Array; index: 0 | 1 | 2; links: ForNeighbours<Link> },
  entropy: EntropySource,
): Promise<KeysAgreed> {
  const { orderId, job, index, links } = input;
  const started = startKeySetup({ orderId, job, index }, entropy);
  const session = fromHex(commitmentOf("symbolon/rss-key-setup/1", [job]));
  const previous = openChannel({ link: links.previous, session, orderId, peer: (index + 2) % 3 });
  const next = openChannel({ link: links.next, session, orderId, peer: (index + 1) % 3 });

  const exchange = async (step: number, messages: ForNeighbours<Pair>): Promise<ForNeighbours<Pair>> => {
    previous.send(step, ...messages.previous);
    next.send(step, ...messages.next);
    return { previous: await receivePair(previous, step), next: await receivePair(next, step) };
  };

  try {
    const commitments = await exchange(COMMITMENT_STEP, {
      previous: [started.messages.previous.nonce, started.messages.previous.commitment],
      next: [started.messages.next.nonce, started.messages.next.commitment],
    });
    const committed = acceptKeyCommitments(started.state, {
      previous: { nonce: commitments.previous[0], commitment: commitments.previous[1] },
      next: { nonce: commitments.next[0], commitment: commitments.next[1] },
    });
    const openings = await exchange(OPENING_STEP, {
      previous: [committed.messages.previous.salt, committed.messages.previous.share],
      next: [committed.messages.next.salt, committed.messages.next.share],
    });
    return acceptKeyOpenings(committed.state, {
      previous: { salt: openings.previous[0], share: openings.previous[1] },
      next: { salt: openings.next[0], share: openings.next[1] },
    });
  } catch (error) {
    previous.sendStop();
    next.sendStop();
    throw error;
  }
}

/** Two values of 32 bytes. */
type Pair = readonly [Uint8Array, Uint8Array];

async function receivePair(channel: Channel, step: number): Promise<Pair> {
  const payload = await channel.receive(step, 64);
  return [payload.slice(0, 32), payload.slice(32)];
}
