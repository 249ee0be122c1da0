import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { keystream } from "../../../random/keystream.ts";
import { type Channel, openChannel } from "../channel.ts";
import { multiply } from "../multiply.ts";
import type { PartyCore } from "../partyCore.ts";
import { derivePrss } from "../prss.ts";
import { memoryNetwork } from "../test-support/memoryNetwork.ts";
import { splitWords } from "../test-support/splitWords.ts";
import { gateLog } from "./gateLog.ts";
import { verifyGates } from "./verifyGates.ts";

/** The corrupt party, and what it adds to its gate and triple messages. */
const CORRUPT = 1;
type Cheat = { readonly gates?: ReadonlyMap<number, number>; readonly triples?: ReadonlyMap<number, number> };

/**
 * One batch of `words` gate words with a corrupt party that follows the protocol but for the words it adds to its messages, and that keeps its
 * transcripts right: only the check of the gates can catch it. Returns how many parties accepted.
 */
async function acceptances(seed: number, words: number, cheat: Cheat, bucket?: number): Promise<number> {
  const publicSeed = new Uint8Array(32);
  new DataView(publicSeed.buffer).setUint32(0, seed, true);
  const stream = keystream(publicSeed, "cheat");
  const keys = [stream.bytes(32), stream.bytes(32), stream.bytes(32)];
  const session = stream.bytes(32);
  const random = (): Uint32Array => Uint32Array.from({ length: words }, () => stream.nextUint32());
  const x = splitWords(random(), stream);
  const y = splitWords(random(), stream);
  const network = memoryNetwork();
  const outcomes = await Promise.allSettled(
    ([0, 1, 2] as const).map(async (index) => {
      const channel = (peer: number): Channel =>
        openChannel({ link: network.link(index, peer), session, orderId: "7", peer });
      const previous = channel((index + 2) % 3);
      const core: PartyCore = {
        index,
        orderId: "7",
        previous,
        next: channel((index + 1) % 3),
        cost: { bytesSent: 0, rounds: 0, ands: 0 },
        operation: 0,
      };
      const lying: Channel = {
        ...previous,
        send(step, ...parts) {
          const kind = step % 16;
          const added = kind === 0 ? cheat.gates : kind === 1 ? cheat.triples : undefined;
          const changed = parts.map((part) => part.slice());
          for (const [word, bits] of added ?? []) new Uint32Array(changed[0]!.buffer)[word]! ^= bits;
          return previous.send(step, ...changed);
        },
      };
      const own = { own: keys[index]!, next: keys[(index + 1) % 3]! };
      const cheating = index === CORRUPT ? { ...core, previous: lying } : core;
      const log = gateLog();
      const z = await multiply(cheating, derivePrss(own, session, "gate masks"), "and", x[index]!, y[index]!);
      log.append(x[index]!, y[index]!, z);
      const streams = {
        triples: derivePrss(own, session, "triples"),
        tripleMasks: derivePrss(own, session, "triple masks"),
        coin: derivePrss(own, session, "coin"),
      };
      await verifyGates(cheating, streams, log, bucket);
      assert.equal(log.words(), 0);
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status === "rejected" && !(outcome.reason instanceof SymbolonError)) throw outcome.reason;
  }
  return outcomes.filter(({ status }) => status === "fulfilled").length;
}

test("an honest batch passes at all three, of any size", async () => {
  for (const words of [1, 2, 3, 70]) assert.equal(await acceptances(words, words, {}), 3);
});

test("one wrong bit in a gate or in a triple is caught by both honest parties, wherever it is", async () => {
  for (let seed = 0; seed < 64; seed++) {
    const gate = await acceptances(seed, 2, { gates: new Map([[seed % 2, 1 << (seed % 32)]]) });
    assert.ok(gate <= 1, `gate, bit ${seed % 32}: ${gate} accepted`);
    // Two words and the known-good one, 12 triples for each.
    const triple = await acceptances(seed, 2, { triples: new Map([[seed % 36, 1 << (seed % 32)]]) });
    assert.ok(triple <= 1, `triple, bit ${seed % 32}: ${triple} accepted`);
  }
});

test("a wrong gate with matching wrong triples passes as often as the proof says: 1 in binom(M, B)", async () => {
  // One gate word and the known-good word, B = 1: M = 4 units. One wrong gate unit and one wrong triple unit pass in 1 of 4 shuffles.
  const RUNS = 400;
  let passed = 0;
  for (let seed = 0; seed < RUNS; seed++) {
    const cheat = { gates: new Map([[0, 1 << 5]]), triples: new Map([[seed % 2, 1 << 5]]) };
    if ((await acceptances(seed, 1, cheat, 1)) === 3) passed++;
  }
  // Mean 100, standard deviation 8.7; the range is five of them and the seeds are fixed.
  assert.ok(passed > 56 && passed < 144, `${passed} of ${RUNS} passed`);
});

test("with B = 2 the same cheat with two wrong triples passes in 1 of 28, and never with the derived B", async () => {
  // M = 8 units, binom(8, 2) = 28.
  const RUNS = 700;
  const cheat = {
    gates: new Map([[0, 1 << 5]]),
    triples: new Map([
      [0, 1 << 5],
      [1, 1 << 5],
    ]),
  };
  let passed = 0;
  for (let seed = 0; seed < RUNS; seed++) if ((await acceptances(seed, 1, cheat, 2)) === 3) passed++;
  // Mean 25, standard deviation 4.9.
  assert.ok(passed > 5 && passed < 50, `${passed} of ${RUNS} passed`);
  for (let seed = 0; seed < 200; seed++) assert.ok((await acceptances(seed, 1, cheat)) < 3);
});

test("all lanes of a unit wrong at once gain nothing over one lane", async () => {
  const RUNS = 400;
  let passed = 0;
  for (let seed = 0; seed < RUNS; seed++) {
    const cheat = { gates: new Map([[0, 0xffff]]), triples: new Map([[1, 0xffff]]) };
    if ((await acceptances(seed, 1, cheat, 1)) === 3) passed++;
  }
  assert.ok(passed > 56 && passed < 144, `${passed} of ${RUNS} passed`);
});

test("making every gate and every triple wrong alike does not pass: the known-good word meets a wrong triple", async () => {
  for (let seed = 0; seed < 40; seed++) {
    const all = (words: number) => new Map(Array.from({ length: words }, (_, word) => [word, 0x00010001]));
    assert.ok((await acceptances(seed, 2, { gates: all(2), triples: all(3) }, 1)) <= 1);
  }
});
