import assert from "node:assert/strict";
import { test } from "node:test";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import type { MessageKind } from "./partyCore.ts";
import type { Shared } from "./shared.ts";
import { frameOf } from "./test-support/frameOf.ts";
import { splitWords } from "./test-support/splitWords.ts";
import { threeParties } from "./test-support/threeParties.ts";

// What one party sees can be made up from its own input shares and the outputs: every message is either uniform, whatever the secrets, or
// computed from what the party has. The seeds are fixed, so the statistics raise no false alarm.

const RUNS = 300;
const WORDS = 2;

type Run = {
  /** Payloads that each party received, by kind, in order; as words. */
  readonly received: readonly Map<MessageKind, number[]>[];
  readonly secrets: readonly [Uint32Array, Uint32Array];
  readonly opened: Uint32Array;
  readonly result: readonly Shared[];
  /** The share that each party was shown by the previous one. */
  readonly shown: readonly number[][];
  /** Digests that were sent: `from>to`, then hexadecimal. */
  readonly digests: Map<string, string>;
  /** What each party's gate message would be without its mask. */
  readonly bare: readonly number[][];
};

/** One run of z = x y opened, with fresh sharings and keys. */
async function run(seed: number, secrets: readonly [Uint32Array, Uint32Array]): Promise<Run> {
  const publicSeed = new Uint8Array(32);
  new DataView(publicSeed.buffer).setUint32(0, seed, true);
  const stream = keystream(publicSeed, "view");
  const [x, y] = [splitWords(secrets[0], stream), splitWords(secrets[1], stream)];
  const received = [0, 1, 2].map(() => new Map<MessageKind, number[]>());
  const digests = new Map<string, string>();
  const shown: number[][] = [];
  const { results } = await threeParties(
    async (party) => {
      const z = await party.and(x[party.index]!, y[party.index]!);
      return { z, opened: await party.open(z) };
    },
    {
      mode: "malicious",
      seed,
      tap({ from, to, bytes }) {
        const { kind, payload } = frameOf(bytes);
        if (kind === "stop") return undefined;
        if (kind === "open" && to === (from + 1) % 3)
          shown[to] = [...new Uint32Array(payload.slice().buffer)];
        if (kind === "digest") digests.set(`${from}>${to}`, Buffer.from(payload).toString("hex"));
        const words = received[to]!.get(kind) ?? [];
        received[to]!.set(kind, words);
        words.push(...new Uint32Array(payload.slice().buffer));
        return undefined;
      },
    },
  );
  const bare = [0, 1, 2].map((i) =>
    Array.from(
      x[i]!.own,
      (own, k) => (own & (y[i]!.own[k]! ^ y[i]!.next[k]!)) ^ (x[i]!.next[k]! & y[i]!.own[k]!),
    ),
  );
  return {
    received,
    secrets,
    digests,
    shown,
    bare,
    opened: results[0].opened,
    result: results.map(({ z }) => z),
  };
}

const random = fastStream(keystream(new Uint8Array(32), "view secrets"));
const someWords = (): Uint32Array => Uint32Array.from({ length: WORDS }, () => random.nextUint32());
const ALL = 0xffffffff;

/** The largest |z| of the number of ones among `values`' bits, bit by bit, against fair coins. */
function largestDeviation(rows: readonly (readonly number[])[]): number {
  let largest = 0;
  for (let word = 0; word < rows[0]!.length; word++) {
    for (let bit = 0; bit < 32; bit++) {
      let ones = 0;
      for (const row of rows) ones += (row[word]! >>> bit) & 1;
      largest = Math.max(largest, Math.abs(ones - rows.length / 2) / Math.sqrt(rows.length / 4));
    }
  }
  return largest;
}

/** Six standard deviations: a fair bit passes it once in 5e8; some 2e4 are looked at in a test. */
const LIMIT = 6;
const MASKED: readonly MessageKind[] = ["and", "triple", "reveal", "coin"];

/** Runs whose secrets differ and whose output is 0 in both. */
const zeros = collect(() => [new Uint32Array(WORDS), new Uint32Array(WORDS)]);
const onesAndZeros = collect(() => [new Uint32Array(WORDS).fill(ALL), new Uint32Array(WORDS)]);
const randomSecrets = collect(() => [someWords(), someWords()]);

test("for two different secrets with one output, all that a party receives is uniform or follows from what it has", async () => {
  for (const runs of [await zeros, await onesAndZeros]) {
    for (const party of [0, 1, 2]) {
      for (const kind of MASKED) {
        const rows = runs.map(({ received }) => received[party]!.get(kind)!);
        assert.ok(
          largestDeviation(rows) < LIMIT,
          `party ${party}, ${kind}, secrets ${runs[0]!.secrets.join()}`,
        );
      }
    }
  }
});

test("no bit that a party receives goes with a bit of a secret", async () => {
  const runs = await randomSecrets;
  for (const party of [0, 1, 2]) {
    for (const kind of MASKED) {
      for (const secret of [0, 1] as const) {
        const rows = runs.map(({ received, secrets }) =>
          received[party]!.get(kind)!.map((word, i) => word ^ secrets[secret][i % WORDS]!),
        );
        assert.ok(largestDeviation(rows) < LIMIT, `party ${party}, ${kind}, secret ${secret}`);
      }
    }
  }
});

test("the opened share and the digests are what a party can compute from the output and its own words", async () => {
  for (const { shown, opened, result, digests } of await randomSecrets) {
    for (const party of [0, 1, 2]) {
      const { own, next } = result[party]!;
      const missing = Array.from(opened, (word, k) => (word ^ own[k]! ^ next[k]!) >>> 0);
      assert.deepEqual(shown[party], missing);
      for (const peer of [(party + 1) % 3, (party + 2) % 3]) {
        assert.equal(digests.get(`${peer}>${party}`), digests.get(`${party}>${peer}`));
      }
    }
  }
});

test("negative control: the same statistics see a gate message without its mask", async () => {
  assert.ok(largestDeviation((await onesAndZeros).map(({ bare }) => bare[1]!)) > LIMIT);
});

async function collect(secrets: () => readonly [Uint32Array, Uint32Array]): Promise<Run[]> {
  const runs: Run[] = [];
  for (let seed = 1; seed <= RUNS; seed++) runs.push(await run(seed, secrets()));
  return runs;
}
