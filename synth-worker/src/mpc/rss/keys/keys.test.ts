import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { keystream } from "../../../random/keystream.ts";
import { startParty } from "../startParty.ts";
import { memoryNetwork, type Tap } from "../test-support/memoryNetwork.ts";
import { splitWords } from "../test-support/splitWords.ts";
import { acceptKeyCommitments } from "./acceptKeyCommitments.ts";
import { acceptKeyOpenings } from "./acceptKeyOpenings.ts";
import { agreeKeys } from "./agreeKeys.ts";
import type { KeysAgreed } from "./keySetupState.ts";
import { startKeySetup } from "./startKeySetup.ts";

const entropy = cryptoEntropy();
const job = entropy.bytes(32);
const isStop = (error: unknown): boolean => error instanceof SymbolonError && error.code === "E4020";

async function agreeAll(tap?: Tap): Promise<PromiseSettledResult<KeysAgreed>[]> {
  const network = memoryNetwork(tap);
  return await Promise.allSettled(
    ([0, 1, 2] as const).map((index) =>
      agreeKeys(
        {
          orderId: "7",
          job,
          index,
          links: {
            previous: network.link(index, (index + 2) % 3),
            next: network.link(index, (index + 1) % 3),
          },
        },
        entropy,
      ),
    ),
  );
}
async function agreed(): Promise<KeysAgreed[]> {
  return (await agreeAll()).map((outcome) => {
    if (outcome.status === "rejected") throw outcome.reason;
    return outcome.value;
  });
}

test("each key is known at the two ends of its link and nowhere else; the session is one", async () => {
  const [a, b, c] = await agreed();
  assert.deepEqual(a!.keys.next, b!.keys.own);
  assert.deepEqual(b!.keys.next, c!.keys.own);
  assert.deepEqual(c!.keys.next, a!.keys.own);
  const distinct = new Set([a, b, c].map((end) => Buffer.from(end!.keys.own).toString("hex")));
  assert.equal(distinct.size, 3);
  assert.deepEqual(a!.session, b!.session);
  assert.deepEqual(b!.session, c!.session);
});

test("a second attempt at the same job has other keys and another session", async () => {
  const [first] = await agreed();
  const [second] = await agreed();
  assert.notDeepEqual(first!.keys.own, second!.keys.own);
  assert.notDeepEqual(first!.keys.next, second!.keys.next);
  assert.notDeepEqual(first!.session, second!.session);
});

test("every flipped byte of a key message stops, or splits the sessions", async () => {
  for (let at = 0; at < 76; at++) {
    for (const count of [0, 1]) {
      const outcomes = await agreeAll((message) => {
        if (message.from !== 1 || message.to !== 2 || message.count !== count) return undefined;
        const bytes = message.bytes.slice();
        bytes[at]! ^= 1 << (at % 8);
        return [bytes];
      });
      const hit = outcomes[2]!;
      assert.ok(hit.status === "rejected" && isStop(hit.reason), `byte ${at} of message ${count}`);
    }
  }
});

test("a contribution is refused unless it is the committed one, of this sender, to this receiver", () => {
  const parties = ([0, 1, 2] as const).map((index) => startKeySetup({ orderId: "7", job, index }, entropy));
  const [p0, p1, p2] = parties as [(typeof parties)[0], (typeof parties)[0], (typeof parties)[0]];
  const theirs = { previous: p2.messages.next, next: p1.messages.previous };
  const honest = { previous: p2.state.own.next, next: p1.state.own.previous };
  const { state } = acceptKeyCommitments(p0.state, theirs);
  assert.equal(acceptKeyOpenings(state, honest).step, "keysAgreed");
  const share = entropy.bytes(32);
  assert.throws(() => acceptKeyOpenings(state, { ...honest, next: { ...honest.next, share } }), isStop);
  assert.throws(() => acceptKeyOpenings(state, { previous: honest.next, next: honest.previous }), isStop);
  // The neighbour mirrors what it was sent: the key would be of the first party's choice alone.
  const mirrored = acceptKeyCommitments(p0.state, { ...theirs, next: p0.messages.next });
  assert.throws(() => acceptKeyOpenings(mirrored.state, { ...honest, next: p0.state.own.next }), isStop);
});

test("no contribution leaves a party before both neighbours have committed", async () => {
  const lengths: number[] = [];
  await agreeAll((message) => {
    if (message.from === 0 && message.count === 1) lengths.push(message.bytes.length);
    return message.from === 1 && message.to === 0 ? [] : undefined;
  });
  // Only the "stop" follows, a frame without payload, to each neighbour.
  assert.deepEqual(lengths, [12, 12]);
});

test("a job digest of a wrong length is refused", () => {
  assert.throws(() => startKeySetup({ orderId: "7", job: job.slice(1), index: 0 }, entropy), RangeError);
});

test("after a stop a second attempt over the same links, with keys tossed anew, gives the result; the first one's messages do not", async () => {
  const words = Uint32Array.of(0x12345678, 0xff00ff00);
  const x = splitWords(words, keystream(new Uint8Array(32), "attempts"));
  const attempt = async (tap: Tap): Promise<PromiseSettledResult<Uint32Array>[]> => {
    const network = memoryNetwork(tap);
    return await Promise.allSettled(
      ([0, 1, 2] as const).map(async (index) => {
        const links = {
          previous: network.link(index, (index + 2) % 3),
          next: network.link(index, (index + 1) % 3),
        };
        const { keys, session } = await agreeKeys({ orderId: "7", job, index, links }, entropy);
        const party = startParty({ index, orderId: "7", mode: "malicious", keys, session, links });
        return await party.open(await party.and(x[index]!, x[index]!));
      }),
    );
  };
  const first: Uint8Array[] = [];
  const stopped = await attempt(({ from, to, count, bytes }) => {
    // Messages 0 and 1 set up the keys; 2 is the gate's.
    if (from !== 1 || to !== 0 || count !== 2) return undefined;
    first.push(bytes);
    return [];
  });
  assert.ok(stopped.every((outcome) => outcome.status === "rejected" && isStop(outcome.reason)));
  for (const outcome of await attempt(() => undefined)) {
    assert.ok(outcome.status === "fulfilled");
    assert.deepEqual(outcome.value, words);
  }
  const replayed = await attempt(({ from, to, count }) =>
    from === 1 && to === 0 && count === 2 ? first : undefined,
  );
  assert.ok(replayed.every((outcome) => outcome.status === "rejected" && isStop(outcome.reason)));
});
