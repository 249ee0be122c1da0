import assert from "node:assert/strict";
import { test } from "node:test";
import { type Hex, SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { cryptoEntropy } from "../random/cryptoEntropy.ts";
import { acceptCommitment } from "./acceptCommitment.ts";
import { acceptOpening } from "./acceptOpening.ts";
import { acceptShare, type ReceivedShare } from "./acceptShare.ts";
import { combineOpenings } from "./combineOpenings.ts";
import { commitMessage, commitPartial } from "./commitPartial.ts";
import type { MpcJob } from "./mpcJob.ts";
import {
  type AwaitingShares,
  type Committed,
  type Opened,
  restoreSession,
  startSession,
} from "./nodeSession.ts";
import { commitDigest, openMessage, openPartial } from "./openPartial.ts";
import { shareCounts } from "./shareCounts.ts";
import { bytesToWords } from "./words.ts";

const NODES = ["0x".padEnd(42, "a1"), "0x".padEnd(42, "b2"), "0x".padEnd(42, "c3")] as const;
const entropy = cryptoEntropy();
/** Variance so small that the exact sampler returns 0: P[|X| >= 1] < 2 exp(-1/(2e-6)), that is never. */
const SILENT = { num: "1", den: "500000" };

const makeJob = (change: Partial<MpcJob> = {}): MpcJob => ({
  chainId: 31337,
  orderId: "7",
  datasetIds: ["1", "2"],
  nodes: NODES,
  length: 4,
  variance: SILENT,
  ...change,
});
const throwsCode = (code: string, run: () => unknown, text?: string) =>
  assert.throws(run, (error: unknown) => {
    assert.ok(error instanceof SymbolonError && error.code === code, String(error));
    if (text !== undefined) assert.ok(error.message.includes(text), error.message);
    return true;
  });

/** All messages of one sum, hospital side first; vectors[d] belongs to job.datasetIds[d]. */
function share(job: MpcJob, vectors: readonly number[][]): ReceivedShare[][] {
  const perNode: ReceivedShare[][] = [[], [], []];
  job.datasetIds.forEach((datasetId, d) => {
    const { plaintexts, commitments } = shareCounts({ job, datasetId, counts: vectors[d]!, entropy });
    plaintexts.forEach((plaintext, node) => {
      perNode[node]!.push({ orderId: job.orderId, datasetId, commitments, plaintext });
    });
  });
  return perNode;
}
const collect = (job: MpcJob, node: 0 | 1 | 2, shares: readonly ReceivedShare[]) =>
  shares.reduce((state: AwaitingShares, s) => acceptShare(state, s), startSession(job, node));
function commitAll(job: MpcJob, vectors: readonly number[][]): Committed[] {
  const shares = share(job, vectors);
  const committed = ([0, 1, 2] as const).map((node) =>
    commitPartial(collect(job, node, shares[node]!), entropy),
  );
  return committed.map((state) => committed.map(commitMessage).reduce(acceptCommitment, state));
}
const openAll = (states: readonly Committed[]): Opened[] => {
  const opened = states.map(openPartial);
  return opened.map((state) => opened.map(openMessage).reduce(acceptOpening, state));
};

test("without noise the opened sum is the true sum, and all nodes get one transcript", () => {
  const cell = fc.integer({ min: 0, max: 2 ** 24 });
  const vectors = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }))
    .chain(([datasets, length]) =>
      fc.array(fc.array(cell, { minLength: length, maxLength: length }), {
        minLength: datasets,
        maxLength: datasets,
      }),
    );
  fc.assert(
    fc.property(vectors, (counts) => {
      const job = makeJob({ datasetIds: counts.map((_, i) => String(i + 1)), length: counts[0]!.length });
      const results = openAll(commitAll(job, counts)).map(combineOpenings);
      const truth = counts[0]!.map((_, i) => counts.reduce((sum, vector) => sum + vector[i]!, 0));
      for (const { noisyCounts, transcriptDigest } of results) {
        assert.deepEqual(noisyCounts, truth);
        assert.equal(transcriptDigest, results[0]!.transcriptDigest);
      }
    }),
    { numRuns: 25 },
  );
});

test("opened noise has mean 0 and 1.5 times the charged variance", () => {
  const job = makeJob({ length: 4000, variance: { num: "400", den: "1" } });
  const zero = new Array<number>(4000).fill(0);
  const { noisyCounts } = combineOpenings(openAll(commitAll(job, [zero, zero]))[0]!);
  const mean = noisyCounts.reduce((a, b) => a + b, 0) / 4000;
  const variance = noisyCounts.reduce((sum, x) => sum + x * x, 0) / 4000;
  // Normal limits at false-alarm rate 1e-6 each (z = 4.8916): sd of the mean sqrt(600/4000), of the variance 600 sqrt(2/4000).
  assert.ok(Math.abs(mean) < 4.8916 * Math.sqrt(600 / 4000), `mean ${mean}`);
  assert.ok(Math.abs(variance - 600) < 4.8916 * 600 * Math.sqrt(2 / 4000), `variance ${variance}`);
  assert.ok(
    noisyCounts.some((x) => x < 0),
    "negative cells come out negative",
  );
});

test("a single share is uniform, whichever node it is for", () => {
  // Chi-square over the 256 values of the top and the bottom byte, 16,000 words, counts all 5. Limit: df 255,
  // false-alarm rate 1e-6 per statistic by Wilson-Hilferty (z = 4.7534).
  const limit = 255 * (1 - 2 / (9 * 255) + 4.7534 * Math.sqrt(2 / (9 * 255))) ** 3;
  const length = 16000;
  const { plaintexts } = shareCounts({
    job: makeJob({ length }),
    datasetId: "1",
    counts: new Array<number>(length).fill(5),
    entropy,
  });
  for (const plaintext of plaintexts) {
    const words = bytesToWords(plaintext.slice(32));
    for (const shift of [0, 24]) {
      const bins = new Array<number>(256).fill(0);
      for (const word of words) bins[(word >>> shift) & 255]!++;
      const statistic = bins.reduce((sum, n) => sum + (n - length / 256) ** 2 / (length / 256), 0);
      assert.ok(statistic < limit, `chi-square ${statistic}`);
    }
  }
});

test("a node killed at any step resumes from its JSON with the same noise and messages", () => {
  const job = makeJob({ variance: { num: "1000", den: "1" } });
  const shares = share(job, [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
  const reload = <S>(state: S): S => restoreSession(JSON.parse(JSON.stringify(state)), job.orderId) as S;
  let waiting = startSession(job, 0);
  for (const s of shares[0]!) waiting = reload(acceptShare(waiting, s));
  const committed = commitPartial(waiting, entropy);
  assert.deepEqual(reload(committed), committed);
  assert.deepEqual(commitMessage(reload(committed)), commitMessage(committed));
  const others = ([1, 2] as const).map((node) => commitPartial(collect(job, node, shares[node]!), entropy));
  const all = [reload(committed), ...others].map((state) =>
    [committed, ...others].map(commitMessage).reduce(acceptCommitment, state),
  );
  const opened = openAll(all.map(reload)).map(reload);
  const results = opened.map(combineOpenings);
  assert.deepEqual(results[0], results[1]);
  assert.deepEqual(commitDigest(all[0]!), commitDigest(opened[2]!));
});

test("a stored session that is damaged or of another order does not resume", () => {
  throwsCode("E4010", () => restoreSession({ step: "committed" }, "7"));
  throwsCode("E4010", () => restoreSession(JSON.parse(JSON.stringify(startSession(makeJob(), 0))), "8"));
  const opened = openAll(
    commitAll(makeJob(), [
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ]),
  )[0]!;
  const partial = opened.openings[1]!.partial;
  const openings = opened.openings.map((o, i) =>
    i === 1 ? { ...o!, partial: `0x0${partial.slice(3)}` as Hex } : o,
  );
  if (openings[1]!.partial !== partial)
    throwsCode("E4003", () => combineOpenings({ ...opened, openings }), NODES[1]);
});

test("shares are refused when they are of a wrong length, a duplicate, a replay, from a stranger or altered", () => {
  const job = makeJob();
  const counts = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ];
  const first = share(job, counts)[0]![0]!;
  const state = startSession(job, 0);
  throwsCode("E4001", () => shareCounts({ job, datasetId: "1", counts: [1], entropy }));
  throwsCode("E4001", () => acceptShare(state, { ...first, plaintext: first.plaintext.slice(4) }));
  throwsCode("E4002", () => acceptShare(acceptShare(state, first), first));
  throwsCode("E4004", () => acceptShare(state, { ...first, orderId: "8" }));
  throwsCode("E4005", () => acceptShare(state, { ...first, datasetId: "3" }));
  throwsCode("E4005", () => shareCounts({ job, datasetId: "3", counts: counts[0]!, entropy }));
  throwsCode("E4007", () => acceptShare(state, share(job, counts)[1]![0]!), "dataset 1"); // node 1's share at node 0
  // A share made for another order does not verify here even under a forged order number.
  const replay = share(makeJob({ orderId: "6" }), counts)[0]![0]!;
  throwsCode("E4007", () => acceptShare(state, { ...replay, orderId: "7" }));
  for (const count of [-1, 0.5, 2 ** 24 + 1, Number.NaN]) {
    throwsCode("E1006", () => shareCounts({ job, datasetId: "1", counts: [count, 0, 0, 0], entropy }));
  }
});

test("no step can be taken before its messages are there, and waiting is retryable", () => {
  const job = makeJob();
  const shares = share(job, [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
  throwsCode("E4008", () => commitPartial(acceptShare(startSession(job, 0), shares[0]![0]!), entropy));
  const committed = commitPartial(collect(job, 0, shares[0]!), entropy);
  throwsCode("E4008", () => openPartial(committed));
  throwsCode("E4008", () => commitDigest(committed));
  const opened = openPartial(
    commitAll(job, [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ])[0]!,
  );
  throwsCode("E4008", () => combineOpenings(opened));
});

test("a hospital that tells two nodes different commitments is caught before anything opens", () => {
  const job = makeJob();
  const counts = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ];
  const a = share(job, counts);
  const b = share(job, counts);
  const zero = commitPartial(collect(job, 0, a[0]!), entropy);
  const one = commitPartial(collect(job, 1, b[1]!), entropy);
  throwsCode("E4007", () => acceptCommitment(zero, commitMessage(one)), NODES[1]);
});

test("a node that changes its mind is named", () => {
  const [zero, one] = commitAll(makeJob(), [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]) as [Committed, Committed];
  throwsCode(
    "E4007",
    () => acceptCommitment(zero, { ...commitMessage(one), commitment: commitMessage(zero).commitment }),
    NODES[1],
  );
  const foreign = openMessage(
    openPartial(
      commitAll(makeJob(), [
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ])[1]!,
    ),
  );
  throwsCode("E4003", () => acceptOpening(openPartial(zero), foreign), NODES[1]);
  throwsCode("E4005", () =>
    acceptOpening(openPartial(zero), { ...foreign, node: "0x".padEnd(42, "d4") as Hex }),
  );
  throwsCode("E4004", () => acceptOpening(openPartial(zero), { ...foreign, orderId: "70" }));
});

test("an impossible job is refused", () => {
  throwsCode("E1006", () => startSession(makeJob({ nodes: [NODES[0], NODES[1]] }), 0));
  throwsCode("E1006", () =>
    startSession(makeJob({ nodes: [NODES[0], NODES[0].toUpperCase().replace("X", "x"), NODES[2]] }), 0),
  );
  throwsCode("E1006", () => startSession(makeJob({ datasetIds: ["1", "1"] }), 0));
  throwsCode("E1006", () => startSession(makeJob({ length: 0 }), 0));
});

/** The message with one bit of one of its characters or bytes flipped; `at` picks which. */
function flip(message: object, at: number, bit: number): unknown {
  const copy = structuredClone(message) as Record<string, unknown>;
  const slots: { get: () => string | Uint8Array; set: (value: string) => void }[] = [];
  const walk = (holder: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(holder)) {
      if (typeof value === "string" || value instanceof Uint8Array) {
        slots.push({
          get: () => value,
          set: (changed) => {
            holder[key] = changed;
          },
        });
      } else walk(value as Record<string, unknown>);
    }
  };
  walk(copy);
  let offset = at % slots.reduce((sum, slot) => sum + slot.get().length, 0);
  for (const slot of slots) {
    const value = slot.get();
    if (offset >= value.length) {
      offset -= value.length;
      continue;
    }
    if (typeof value === "string") {
      const changed = String.fromCharCode(value.charCodeAt(offset) ^ (1 << (bit % 7)));
      slot.set(value.slice(0, offset) + changed + value.slice(offset + 1));
    } else value[offset]! ^= 1 << bit;
    return copy;
  }
  throw new Error("unreachable: offset lies inside the message");
}

test("any one flipped bit in any message is detected", () => {
  const job = makeJob();
  const counts = [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ];
  const shares = share(job, counts);
  const committed = ([0, 1, 2] as const).map((node) =>
    commitPartial(collect(job, node, shares[node]!), entropy),
  );
  const full = committed.map((state) => committed.map(commitMessage).reduce(acceptCommitment, state));
  const opened = full.map(openPartial);
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 7 }), (at, bit) => {
      const openSent = openMessage(opened[1]!);
      const open = flip(openSent, at, bit) as typeof openSent;
      if (!sameButAccountCase(open, openSent)) {
        assert.throws(() => acceptOpening(opened[0]!, open), SymbolonError);
      }
      // A flip in a node's commitment shows here or, at the latest, when that node opens.
      const commitSent = commitMessage(committed[1]!);
      const commit = flip(commitSent, at, bit) as typeof commitSent;
      if (!sameButAccountCase(commit, commitSent)) {
        assert.throws(() => {
          const state = [commitMessage(committed[2]!), commit].reduce(acceptCommitment, committed[0]!);
          acceptOpening(openPartial(state), openSent);
        }, SymbolonError);
      }
      // A flip in the commitments meant for other nodes shows when the nodes compare what they saw.
      const altered = flip(shares[0]![0]!, at, bit) as ReceivedShare;
      assert.throws(() => {
        const state = [altered, shares[0]![1]!].reduce(acceptShare, startSession(job, 0));
        acceptCommitment(commitPartial(state, entropy), commitSent);
      }, SymbolonError);
    }),
    { numRuns: 400 },
  );
});

/** An account written in upper or lower case is the same account: that flip alters no meaning. */
function sameButAccountCase<T extends { node: string }>(a: T, b: T): boolean {
  const plain = (message: T) => JSON.stringify({ ...message, node: message.node.toLowerCase() });
  return plain(a) === plain(b);
}
