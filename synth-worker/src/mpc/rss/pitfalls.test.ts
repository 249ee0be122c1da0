import assert from "node:assert/strict";
import { test } from "node:test";
import { SymbolonError } from "@symbolon/protocol";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import type { PartyKeys } from "./partyKeys.ts";
import { derivePrss } from "./prss.ts";
import { type RunningParty, startParty } from "./startParty.ts";
import { frameOf } from "./test-support/frameOf.ts";
import { memoryNetwork, type Tap } from "./test-support/memoryNetwork.ts";
import { splitWords } from "./test-support/splitWords.ts";
import { settleThreeParties, threeParties } from "./test-support/threeParties.ts";

// One test or more for each pitfall of three-party protocols on shared bits: what went wrong elsewhere must be seen to fail here.

const stream = fastStream(keystream(new Uint8Array(32), "pitfalls"));
const random = (length: number): Uint32Array => Uint32Array.from({ length }, () => stream.nextUint32());
const x = splitWords(random(4), stream);
const y = splitWords(random(4), stream);
const product = async (party: RunningParty): Promise<Uint32Array> =>
  party.open(await party.and(x[party.index]!, y[party.index]!));
const flipPayload =
  (kind: string, from: number, to: number): Tap =>
  (message) => {
    if (message.from !== from || message.to !== to || frameOf(message.bytes).kind !== kind) return undefined;
    const bytes = message.bytes.slice();
    bytes[12]! ^= 1;
    return [bytes];
  };
const isStop = (outcome: PromiseSettledResult<unknown>): boolean =>
  outcome.status === "rejected" && outcome.reason instanceof SymbolonError && outcome.reason.code === "E4020";
/** Counts the frames of `kind` that a run sends, with whatever else the tap does. */
function counting(kind: string, tap: Tap = () => undefined): { tap: Tap; count: () => number } {
  let seen = 0;
  return {
    tap(message) {
      if (frameOf(message.bytes).kind === kind) seen++;
      return tap(message);
    },
    count: () => seen,
  };
}

test("counter reuse: no two draws of one session share a word, whatever they are for", () => {
  const keys = { own: new Uint8Array(32).fill(7), next: new Uint8Array(32).fill(9) };
  const session = new Uint8Array(32).fill(1);
  const seen = new Set<number>();
  let drawn = 0;
  for (const purpose of ["gate masks", "random bits", "triples", "triple masks", "coin"] as const) {
    const prss = derivePrss(keys, session, purpose);
    for (const words of [1, 300, 5, 300]) {
      const { own, next } = prss.random(words);
      for (const word of [...own, ...next]) seen.add(word);
      drawn += 2 * words;
    }
  }
  // 6060 random words collide with probability 0.4 %; the keys are fixed, so this run never does. A reused counter repeats hundreds.
  assert.equal(seen.size, drawn);
});

test("counter reuse: another session, hence another attempt, draws other words from the same keys", () => {
  const keys = { own: new Uint8Array(32).fill(7), next: new Uint8Array(32).fill(9) };
  const draw = (session: number): Uint32Array =>
    derivePrss(keys, new Uint8Array(32).fill(session), "random bits").random(8).own;
  assert.notDeepEqual(draw(1), draw(2));
  assert.deepEqual(draw(1), draw(1));
});

test("counter reuse: keys start one party, once", () => {
  const keys: PartyKeys = { own: new Uint8Array(32).fill(7), next: new Uint8Array(32).fill(9) };
  const network = memoryNetwork();
  const setup = {
    index: 0,
    orderId: "7",
    mode: "malicious",
    keys,
    session: new Uint8Array(32),
    links: { previous: network.link(0, 2), next: network.link(0, 1) },
  } as const;
  startParty(setup);
  assert.deepEqual(keys.own, new Uint8Array(32));
  assert.throws(() => startParty(setup), RangeError);
});

test("missing check before open: after a wrong gate no share of the result is ever sent, from any party to any other", async () => {
  for (const kind of ["and", "triple", "coin", "reveal"]) {
    for (const [from, to] of [
      [0, 2],
      [1, 0],
      [2, 1],
      [0, 1],
      [1, 2],
      [2, 0],
    ] as const) {
      // Gates go to the previous party, reveals to the next; the coin to both.
      if ((from + 2) % 3 === to ? kind === "reveal" : kind === "and" || kind === "triple") continue;
      const opens = counting("open", flipPayload(kind, from, to));
      const { outcomes } = await settleThreeParties(product, { mode: "malicious", tap: opens.tap });
      assert.ok(outcomes.every(isStop), `${kind} ${from} to ${to}`);
      assert.equal(opens.count(), 0, `${kind} ${from} to ${to}`);
    }
  }
});

test("missing check before open, negative control: semi-honest mode opens the wrong value and says which mode it is", async () => {
  const honest = await threeParties(product);
  const { outcomes } = await settleThreeParties(
    async (party) => ({ value: await product(party), mode: party.mode }),
    { tap: flipPayload("and", 1, 0) },
  );
  const [first] = outcomes;
  assert.ok(first?.status === "fulfilled");
  assert.equal(first.value.mode, "semi-honest");
  assert.notDeepEqual(first.value.value, honest.results[0]);
});

test("a lying opening is refused by the party that it was told to", async () => {
  for (const [from, to] of [
    [0, 1],
    [1, 2],
    [2, 0],
    [1, 0],
    [2, 1],
    [0, 2],
  ] as const) {
    const { outcomes } = await settleThreeParties(product, {
      mode: "malicious",
      tap: flipPayload("open", from, to),
    });
    assert.ok(isStop(outcomes[to]!), `${from} to ${to}`);
  }
});

test("overlapping batches: a second operation before the first has ended stops the party, and nothing is opened", async () => {
  const programs: ((party: RunningParty) => Promise<unknown>)[] = [
    (party) => Promise.all([party.and(x[party.index]!, y[party.index]!), party.open(x[party.index]!)]),
    (party) =>
      Promise.all([party.and(x[party.index]!, y[party.index]!), party.and(x[party.index]!, y[party.index]!)]),
    (party) => Promise.all([party.open(x[party.index]!), party.and(x[party.index]!, y[party.index]!)]),
  ];
  for (const mode of ["semi-honest", "malicious"] as const) {
    const { outcomes } = await settleThreeParties(programs[0]!, { mode });
    assert.ok(outcomes.every(isStop));
    const second = await settleThreeParties(programs[1]!, { mode });
    assert.ok(second.outcomes.every(isStop));
    const third = await settleThreeParties(programs[2]!, { mode });
    assert.ok(third.outcomes.every(isStop));
  }
  const opens = counting("open");
  await settleThreeParties(programs[0]!, { mode: "malicious", tap: opens.tap });
  assert.equal(opens.count(), 0);
});

test("gates are checked as they were computed, even if the circuit wipes its arrays before the opening", async () => {
  const wiping = async (party: RunningParty): Promise<Uint32Array> => {
    const a = { own: x[party.index]!.own.slice(), next: x[party.index]!.next.slice() };
    const b = { own: y[party.index]!.own.slice(), next: y[party.index]!.next.slice() };
    const z = await party.and(a, b);
    const kept = { own: z.own.slice(), next: z.next.slice() };
    for (const words of [a, b, z]) {
      words.own.fill(0);
      words.next.fill(0);
    }
    return await party.open(kept);
  };
  const { results } = await threeParties(wiping, { mode: "malicious" });
  assert.deepEqual(results[0], (await threeParties(product)).results[0]);
  const { outcomes } = await settleThreeParties(wiping, { mode: "malicious", tap: flipPayload("and", 2, 1) });
  assert.ok(outcomes.every(isStop));
});

test("shuffle randomness: no share of the coin is sent while a triple message is outstanding", async () => {
  for (const corrupt of [0, 1, 2]) {
    const coins = counting("coin", (message) =>
      message.from === corrupt && frameOf(message.bytes).kind === "triple" ? [] : undefined,
    );
    const { outcomes } = await settleThreeParties(product, { mode: "malicious", tap: coins.tap });
    assert.ok(outcomes.every(isStop));
    assert.equal(coins.count(), 0, `party ${corrupt} held back its triples`);
  }
});

test("shuffle randomness: nor while a gate message is outstanding, nor before both others are ready", async () => {
  for (const kind of ["and", "ready"]) {
    const from: number[] = [];
    await settleThreeParties(product, {
      mode: "malicious",
      tap(message) {
        const frame = frameOf(message.bytes);
        if (frame.kind === "coin") from.push(message.from);
        return message.from === 1 && frame.kind === kind ? [] : undefined;
      },
    });
    // Party 1, which held its messages back, may show its own shares; nobody else does.
    assert.deepEqual(
      from.filter((party) => party !== 1),
      [],
      kind,
    );
  }
});

test("abort oracle: whether, where and with which words a run stops does not depend on the secrets", async () => {
  const trace = async (secret: number, kind: string, from: number, to: number): Promise<string> => {
    const left = splitWords(new Uint32Array(4).fill(secret), stream);
    const right = splitWords(new Uint32Array(4).fill(~secret), stream);
    const messages: string[] = [];
    const tap = flipPayload(kind, from, to);
    const { outcomes } = await settleThreeParties(
      async (party) => party.open(await party.and(left[party.index]!, right[party.index]!)),
      {
        mode: "malicious",
        tap(message) {
          const frame = frameOf(message.bytes);
          messages.push(`${message.from}>${message.to} ${frame.kind} ${frame.payload.length}`);
          return tap(message);
        },
      },
    );
    const ends = outcomes.map((outcome) =>
      outcome.status === "rejected" ? String(outcome.reason) : "value",
    );
    return [...ends, ...messages].join("\n");
  };
  for (const [kind, from, to] of [
    ["and", 1, 0],
    ["triple", 1, 0],
    ["reveal", 1, 2],
    ["coin", 1, 2],
  ] as const) {
    const expected = await trace(0, kind, from, to);
    for (const secret of [0xffffffff, 1, 0x55555555])
      assert.equal(await trace(secret, kind, from, to), expected);
  }
});

test("keys kept after failure: a stopped party does nothing more, and names the first reason", async () => {
  const { outcomes } = await settleThreeParties(
    async (party) => {
      const first = await product(party).catch((error: unknown) => error);
      assert.ok(first instanceof SymbolonError);
      for (const again of [
        () => product(party),
        () => party.open(x[party.index]!),
        () => party.agree("anything", new Uint8Array(1)),
        async () => party.random(1),
      ]) {
        await assert.rejects(again, (error: unknown) => error === first);
      }
      return first.code;
    },
    { mode: "malicious", tap: flipPayload("and", 0, 2) },
  );
  for (const outcome of outcomes) assert.ok(outcome.status === "fulfilled" && outcome.value === "E4020");
});

test("a party that was closed refuses everything", async () => {
  await threeParties(async (party) => {
    await product(party);
    party.close();
    await assert.rejects(party.and(x[0]!, y[0]!), { code: "E4020" });
    assert.throws(() => party.random(1), { code: "E4020" });
  });
});

test("a message of another session, of a party that is elsewhere in the program, or of another length stops", async () => {
  const cases: Tap[] = [
    ({ bytes }) => {
      const other = bytes.slice();
      other[0]! ^= 1;
      return [other];
    },
    ({ bytes }) => [Uint8Array.of(...bytes, 0)],
    ({ bytes }) => [bytes.slice(0, 5)],
    ({ bytes }) => [bytes.slice(0, bytes.length - 4)],
  ];
  for (const change of cases) {
    const { outcomes } = await settleThreeParties(product, {
      tap: (message) => (message.from === 0 && message.count === 0 ? change(message) : undefined),
    });
    assert.ok(outcomes.some(isStop));
  }
  const { outcomes } = await settleThreeParties(async (party) =>
    party.index === 1 ? await party.open(x[1]!) : await product(party),
  );
  assert.ok(outcomes.every(isStop));
});

test("both ends of a link have one transcript, in both modes; a message changed on the way splits it", async () => {
  const transcripts = async (party: RunningParty) => {
    await product(party);
    return party.transcripts();
  };
  for (const mode of ["semi-honest", "malicious"] as const) {
    const { results } = await threeParties(transcripts, { mode });
    for (const i of [0, 1, 2]) assert.deepEqual(results[i]!.next, results[(i + 1) % 3]!.previous);
  }
  const { results } = await threeParties(transcripts, { tap: flipPayload("and", 1, 0) });
  assert.notDeepEqual(results[0].next, results[1].previous);
  assert.deepEqual(results[1].next, results[2].previous);
});

test("unequal lengths are refused before anything is sent, and the party goes on", async () => {
  const { results } = await threeParties(async (party) => {
    const short = { own: new Uint32Array(1), next: new Uint32Array(1) };
    await assert.rejects(party.and(x[party.index]!, short), RangeError);
    return await product(party);
  });
  assert.equal(results.length, 3);
});
