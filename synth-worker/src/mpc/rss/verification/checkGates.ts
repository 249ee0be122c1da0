import { runningHash } from "../../../random/runningHash.ts";
import { type PartyCore, stepOf } from "../partyCore.ts";
import type { Shared } from "../shared.ts";
import { wordBytes } from "../wordBytes.ts";
import type { LinkDigests } from "./compareDigests.ts";

/** Gates per message; each sends two words: 64 KB. */
const BATCH_WORDS = 8192;
/** Messages under way before the first answer is awaited. */
const WINDOW = 32;

type Triples = { readonly a: Shared; readonly b: Shared; readonly c: Shared };

/**
 * Checks gate t mod n with triple t: opens d = x ^ a and e = y ^ b, which a and b hide, and forms w = z ^ c ^ d b ^ e a ^ d e, which is 0
 * exactly when z and c are wrong in the same bits or right (Beaver 1991). Nothing is
 * decided here: w = 0 means w_i ^ w_(i+1) = w_(i+2), the left side known to party i, the right side to party i + 1, so the digest of
 * each link covers that and the d and e that were seen. Two bits per triple, one round.
 */
export async function checkGates(
  core: PartyCore,
  gates: { readonly x: Shared; readonly y: Shared; readonly z: Shared },
  triples: Triples,
): Promise<LinkDigests> {
  const { x, y, z } = gates;
  const { a, b, c } = triples;
  const words = x.own.length;
  const total = a.own.length;
  const step = stepOf(core, "reveal");
  const previous = runningHash();
  const next = runningHash();
  const publicOwn = core.index === 0 ? -1 : 0;
  const publicNext = core.index === 2 ? -1 : 0;
  const d = new Uint32Array(BATCH_WORDS);
  const e = new Uint32Array(BATCH_WORDS);
  const wSum = new Uint32Array(BATCH_WORDS);
  const wNext = new Uint32Array(BATCH_WORDS);

  const show = (from: number, count: number): void => {
    for (let k = 0, t = from, g = from % words; k < count; k++, t++) {
      d[k] = x.own[g]! ^ a.own[t]!;
      e[k] = y.own[g]! ^ b.own[t]!;
      if (++g === words) g = 0;
    }
    core.cost.bytesSent += core.next.send(step, wordBytes(d, 0, count), wordBytes(e, 0, count));
  };
  const take = async (from: number, count: number): Promise<void> => {
    const payload = await core.previous.receive(step, 8 * count);
    wordBytes(d, 0, count).set(payload.subarray(0, 4 * count));
    wordBytes(e, 0, count).set(payload.subarray(4 * count));
    for (let k = 0, t = from, g = from % words; k < count; k++, t++) {
      const aOwn = a.own[t]!;
      const aNext = a.next[t]!;
      const bOwn = b.own[t]!;
      const bNext = b.next[t]!;
      const dk = d[k]! ^ x.own[g]! ^ aOwn ^ x.next[g]! ^ aNext;
      const ek = e[k]! ^ y.own[g]! ^ bOwn ^ y.next[g]! ^ bNext;
      const both = dk & ek;
      const own = z.own[g]! ^ c.own[t]! ^ (dk & bOwn) ^ (ek & aOwn) ^ (both & publicOwn);
      const after = z.next[g]! ^ c.next[t]! ^ (dk & bNext) ^ (ek & aNext) ^ (both & publicNext);
      d[k] = dk;
      e[k] = ek;
      wSum[k] = own ^ after;
      wNext[k] = after;
      if (++g === words) g = 0;
    }
    for (const [hash, w] of [
      [next, wSum],
      [previous, wNext],
    ] as const) {
      hash.update(wordBytes(d, 0, count));
      hash.update(wordBytes(e, 0, count));
      hash.update(wordBytes(w, 0, count));
    }
  };

  const batches = Math.ceil(total / BATCH_WORDS);
  const sizeOf = (batch: number): number => Math.min(BATCH_WORDS, total - batch * BATCH_WORDS);
  for (let batch = 0; batch < batches; batch++) {
    if (batch >= WINDOW) await take((batch - WINDOW) * BATCH_WORDS, sizeOf(batch - WINDOW));
    show(batch * BATCH_WORDS, sizeOf(batch));
  }
  for (let batch = Math.max(0, batches - WINDOW); batch < batches; batch++) {
    await take(batch * BATCH_WORDS, sizeOf(batch));
  }
  core.cost.rounds++;
  return { previous: previous.digest(), next: next.digest() };
}
