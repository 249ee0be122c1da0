import assert from "node:assert/strict";
import { test } from "node:test";
import { type Hex, SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { acceptCommitment } from "../acceptCommitment.ts";
import { acceptOpening } from "../acceptOpening.ts";
import { acceptShare } from "../acceptShare.ts";
import { commitMessage, commitPartial } from "../commitPartial.ts";
import { type AwaitingShares, startSession } from "../nodeSession.ts";
import { openMessage, openPartial } from "../openPartial.ts";
import { combineSum } from "./combineSum.ts";
import { commitSum } from "./commitSum.ts";
import { fromFixedPoint, MAX_WHOLE, toFixedPoint } from "./fixedPoint.ts";
import { deviationOf, roundNoise } from "./roundNoise.ts";
import { shareNumbers } from "./shareNumbers.ts";
import type { RoundPlan } from "./statistic.ts";
import { sumOfRound } from "./sumOfRound.ts";
import { openRound, testJob } from "./test-support/runStatistic.ts";
import { specOf } from "./test-support/specOf.ts";
import { bytesToWords64, words64ToBytes } from "./words64.ts";

const entropy = cryptoEntropy();
const throwsCode = (code: string, run: () => unknown) =>
  assert.throws(run, (error: unknown) => error instanceof SymbolonError && error.code === code);
const planOf = (change: Partial<RoundPlan<object>> = {}): RoundPlan<object> => ({
  what: "test",
  parameters: { stage: "test" },
  length: 3,
  fractionBits: 0,
  noise: null,
  ...change,
});
/** Of more hospitals than an order may name, too: a sum takes 64. */
const jobOf = (hospitals: number) => {
  const datasetIds = Array.from({ length: hospitals }, (_, i) => String(i + 1));
  return testJob({ ...specOf({ statistic: "table", by: [] }, 3), datasetIds });
};
/** All of a round's states up to committed, hospital d with vectors[d]. */
function committedOf(plan: RoundPlan<object>, vectors: readonly number[][]) {
  const job = sumOfRound(jobOf(vectors.length), 0, plan);
  const shares = job.datasetIds.map((datasetId, d) => ({
    orderId: job.orderId,
    datasetId,
    ...shareNumbers({ job, datasetId, numbers: toFixedPoint(vectors[d]!, plan.fractionBits), entropy }),
  }));
  const states = ([0, 1, 2] as const).map((node) =>
    shares.reduce(
      (state: AwaitingShares, { plaintexts, ...share }) =>
        acceptShare(state, { ...share, plaintext: plaintexts[node]! }),
      startSession(job, node),
    ),
  );
  return { job, shares, states, committed: states.map((state) => commitSum(state, entropy)) };
}

test("the opened sums are the sums of what hospitals have, to the last bit, up to the largest numbers of most hospitals", () => {
  const whole = fc.oneof(
    fc.maxSafeInteger().map((number) => number % MAX_WHOLE),
    fc.constantFrom(MAX_WHOLE, -MAX_WHOLE, 0, 1, -1),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(whole, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 6 }),
      (vectors) => {
        const { committed } = committedOf(planOf(), vectors);
        const opened = committed.map((state) =>
          openPartial(committed.map(commitMessage).reduce(acceptCommitment, state)),
        );
        const full = opened.map((state) => opened.map(openMessage).reduce(acceptOpening, state));
        const truth = [0, 1, 2].map((i) => vectors.reduce((sum, vector) => sum + BigInt(vector[i]!), 0n));
        const results = full.map(combineSum);
        for (const { sums, transcriptDigest } of results) {
          assert.deepEqual(Array.from(sums), truth);
          assert.equal(transcriptDigest, results[0]!.transcriptDigest);
        }
      },
    ),
    { numRuns: 25, seed: 1 },
  );
  const extremes = Array.from({ length: 64 }, () => Float64Array.of(MAX_WHOLE, -MAX_WHOLE, 0));
  assert.deepEqual(Array.from(openRound(jobOf(64), 0, planOf(), extremes)), [2 ** 62, -(2 ** 62), 0]);
});

test("a number is rounded once, to the nearest multiple, and what does not fit is refused", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e5, max: 1e5, noNaN: true }),
      fc.integer({ min: 0, max: 36 }),
      (value, bits) => {
        const [back] = fromFixedPoint(toFixedPoint([value], bits), bits);
        assert.ok(Math.abs(back! - value) <= 2 ** -(bits + 1));
      },
    ),
    { seed: 2 },
  );
  assert.deepEqual(Array.from(toFixedPoint([2 ** 24, -(2 ** 24)], 32)), [2n ** 56n, -(2n ** 56n)]);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 2 ** 24 + 1, -(2 ** 24) - 1])
    throwsCode("E1006", () => toFixedPoint([value], 32));
});

test("words survive bytes, whatever buffer they lie in", () => {
  const words = BigUint64Array.of(0n, 1n, 2n ** 63n, 2n ** 64n - 1n);
  const bytes = words64ToBytes(words);
  assert.deepEqual(Array.from(bytes.subarray(8, 16)), [1, 0, 0, 0, 0, 0, 0, 0]);
  const shifted = new Uint8Array(3 + bytes.length);
  shifted.set(bytes, 3);
  assert.deepEqual(bytesToWords64(shifted.subarray(3)), words);
  assert.throws(() => bytesToWords64(bytes.subarray(1)), RangeError);
});

test("a single share is uniform, whichever node it is for", () => {
  // Chi-square over 256 values of the top and the bottom byte of 16,000 words. Limit: df 255, false-alarm rate 1e-6 per statistic
  // by Wilson-Hilferty (z = 4.7534).
  const limit = 255 * (1 - 2 / (9 * 255) + 4.7534 * Math.sqrt(2 / (9 * 255))) ** 3;
  const length = 16_000;
  const job = sumOfRound(jobOf(3), 0, planOf({ length }));
  const numbers = new BigInt64Array(length).fill(5n);
  for (const plaintext of shareNumbers({ job, datasetId: "1", numbers, entropy }).plaintexts) {
    for (const byte of [0, 7]) {
      const bins = new Array<number>(256).fill(0);
      for (let i = 0; i < length; i++) bins[plaintext[32 + 8 * i + byte]!]!++;
      const statistic = bins.reduce((sum, n) => sum + (n - length / 256) ** 2 / (length / 256), 0);
      assert.ok(statistic < limit, `chi-square ${statistic}`);
    }
  }
});

test("noise has mean 0 and 1.5 times the variance that is charged, small and large", () => {
  const length = 4000;
  for (const scale of [1n, 1n << 40n]) {
    const noise = roundNoise(20_000n, 1, scale);
    const plan = planOf({ length, noise });
    const sums = openRound(
      jobOf(3),
      0,
      plan,
      [0, 1, 2].map(() => new Float64Array(length)),
    );
    const deviation = deviationOf(noise);
    // rho = squaredSensitivity / (2 sigma^2) = 0.02: sigma = 5 per unit of sensitivity.
    assert.ok(Math.abs(deviation / Math.sqrt(Number(scale)) - 5 * Math.sqrt(1.5)) < 1e-5);
    const mean = sums.reduce((sum, x) => sum + x, 0) / length / deviation;
    const square = sums.reduce((sum, x) => sum + x * x, 0) / length / deviation ** 2;
    // Normal limits at false-alarm rate 1e-6 each (z = 4.8916): sd of the mean sqrt(1 / n), of the square sqrt(2 / n).
    assert.ok(Math.abs(mean) < 4.8916 / Math.sqrt(length), `mean ${mean}`);
    assert.ok(Math.abs(square - 1) < 4.8916 * Math.sqrt(2 / length), `square ${square}`);
  }
});

test("rounds share a budget without passing it, sigma^2 is at least 8, and nothing is free", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 40 }), (micro, rounds) => {
      const { rho, variance } = roundNoise(BigInt(micro), rounds, 3n);
      assert.ok(BigInt(rounds) * BigInt(rho.num) * 1_000_000n <= BigInt(micro) * BigInt(rho.den));
      assert.ok(BigInt(variance.num) >= 8n * BigInt(variance.den));
      // 3 / (2 sigma^2) is below the charge, by the nano-rho held back.
      const exact = (3 * Number(variance.den)) / (2 * Number(variance.num));
      assert.ok(exact <= (Number(rho.num) / Number(rho.den) - 1e-9) * (1 + 1e-12));
    }),
    { seed: 3 },
  );
  assert.throws(() => roundNoise(0n, 1, 1n), RangeError);
  assert.throws(() => roundNoise(10n, 20_000, 1n), RangeError);
  assert.throws(() => roundNoise(10n, 1, 0n), RangeError);
});

test("what was made for another round, other parameters or another order is refused", () => {
  const { job, shares } = committedOf(planOf(), [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);
  const { plaintexts, ...share } = shares[0]!;
  const other = jobOf(3);
  for (const sum of [
    sumOfRound(other, 1, planOf()),
    sumOfRound(other, 0, planOf({ parameters: { stage: "other" } })),
    sumOfRound(other, 0, planOf({ fractionBits: 1 })),
    sumOfRound({ ...other, orderId: "8" }, 0, planOf()),
    sumOfRound({ ...other, specDigest: `0x${"cd".repeat(32)}` }, 0, planOf()),
    sumOfRound({ ...other, chainId: 1 }, 0, planOf()),
  ]) {
    assert.notEqual(sum.orderId, job.orderId);
    const state = startSession(sum, 0);
    throwsCode("E4004", () => acceptShare(state, { ...share, plaintext: plaintexts[0]! }));
    // Nor does it verify under a forged number.
    throwsCode("E4007", () =>
      acceptShare(state, { ...share, orderId: sum.orderId, plaintext: plaintexts[0]! }),
    );
  }
});

test("wrong lengths, strangers, too large numbers and missing shares are refused", () => {
  const job = sumOfRound(jobOf(3), 0, planOf());
  const numbers = new BigInt64Array(3);
  throwsCode("E4001", () => shareNumbers({ job, datasetId: "1", numbers: numbers.subarray(1), entropy }));
  throwsCode("E4005", () => shareNumbers({ job, datasetId: "9", numbers, entropy }));
  for (const number of [2n ** 56n + 1n, -(2n ** 56n) - 1n])
    throwsCode("E1006", () =>
      shareNumbers({ job, datasetId: "1", numbers: BigInt64Array.of(0n, number, 0n), entropy }),
    );
  throwsCode("E4008", () => commitSum(startSession(job, 0), entropy));
});

test("a node that shows another sum than it committed to is caught", () => {
  const { committed } = committedOf(planOf(), [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);
  const opened = committed.map((state) =>
    openPartial(committed.map(commitMessage).reduce(acceptCommitment, state)),
  );
  const honest = openMessage(opened[1]!);
  const words = bytesToWords64(Buffer.from(honest.partial.slice(2), "hex"));
  words[0]! += 1n;
  const partial = `0x${Buffer.from(words64ToBytes(words)).toString("hex")}` as Hex;
  throwsCode("E4003", () => acceptOpening(opened[0]!, { ...honest, partial }));
  const openings = opened.map((state, i) => (i === 1 ? { salt: honest.salt, partial } : state.openings[i]!));
  throwsCode("E4003", () => combineSum({ ...opened[0]!, openings }));
  throwsCode("E4008", () => combineSum(opened[0]!));
});

test("the protocol for counts, which always adds noise, does not open a sum that is to be exact", () => {
  const { states } = committedOf(planOf(), [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);
  assert.throws(() => commitPartial(states[0]!, entropy), RangeError);
});
