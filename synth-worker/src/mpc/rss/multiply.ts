import { type MessageKind, type PartyCore, stepOf } from "./partyCore.ts";
import type { Prss } from "./prss.ts";
import type { Shared } from "./shared.ts";
import { wordBytes } from "./wordBytes.ts";

/** Words per message: 64 KB, small enough that what is computed is still in the cache when it is sent. */
const BATCH_WORDS = 16384;
/** Messages under way before the first answer is awaited: bounds what a slow neighbour makes the link keep (2 MB). */
const WINDOW = 32;

/**
 * z = x AND y, unverified (Araki et al., CCS 2016): z_i = x_i y_i ^ x_i y_(i+1) ^ x_(i+1) y_i ^ (a share of zero), and
 * z_i goes to party i - 1. One bit per gate and party, one round. A party that sends a wrong z_i changes the value by a
 * difference of its choice and learns nothing; the result is a valid sharing in any case, of a wrong value.
 */
export async function multiply(
  core: PartyCore,
  masks: Prss,
  kind: MessageKind,
  x: Shared,
  y: Shared,
): Promise<Shared> {
  const words = x.own.length;
  const own = new Uint32Array(words);
  const next = new Uint32Array(words);
  const step = stepOf(core, kind);
  const batches = Math.ceil(words / BATCH_WORDS);
  for (let batch = 0; batch < batches + WINDOW; batch++) {
    if (batch < batches) {
      const from = batch * BATCH_WORDS;
      const to = Math.min(words, from + BATCH_WORDS);
      for (let i = from; i < to; i++) {
        const xOwn = x.own[i]!;
        const yOwn = y.own[i]!;
        own[i] = (xOwn & (yOwn ^ y.next[i]!)) ^ (x.next[i]! & yOwn);
      }
      masks.maskInto(own, from, to);
      core.cost.bytesSent += core.previous.send(step, wordBytes(own, from, to));
    }
    const arriving = batch - WINDOW;
    if (arriving >= 0 && arriving < batches) {
      const from = arriving * BATCH_WORDS;
      const to = Math.min(words, from + BATCH_WORDS);
      wordBytes(next, from, to).set(await core.next.receive(step, 4 * (to - from)));
    }
  }
  core.cost.rounds++;
  return { own, next };
}
