import assert from "node:assert/strict";
import { test } from "node:test";
import { chiSquareTail } from "../../math/chiSquareTail.ts";
import {
  exponentialThresholds,
  FAIR_FROM,
  HIGHEST_DIGIT,
  LOWEST_DIGIT,
} from "../../privacy/exponentialDigits.ts";
import { MANTISSA_BITS } from "../../privacy/selectionCost.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import type { Party } from "../rss/party.ts";
import { splitWords } from "../rss/test-support/splitWords.ts";
import { threeParties } from "../rss/test-support/threeParties.ts";
import { argmax } from "./argmax.ts";
import { biasedBits } from "./biasedBits.ts";
import { binomialNoise } from "./binomialNoise.ts";
import { exponentialNoise, takeApart } from "./exponentialNoise.ts";
import { gumbelNoise } from "./gumbelNoise.ts";
import { joinShared } from "./joinShared.ts";
import { measureClique } from "./measureClique.ts";
import { measurementNoise } from "./measurementNoise.ts";
import { noisyTables } from "./noisyTables.ts";
import { numberPlanes } from "./numberPlanes.ts";
import { openNumbers } from "./openNumbers.ts";
import { planeNumbers } from "./planeNumbers.ts";
import type { Planes } from "./planes.ts";
import { selectionNoise } from "./selectionNoise.ts";
import { sumPlanes } from "./sumPlanes.ts";
import { plainParty } from "./test-support/plainParty.ts";

/** Seeds are fixed, so a run repeats; the seed is one of many of which this part would fail a right sampler. */
const FALSE_ALARM = 1e-4;
const stream = fastStream(keystream(new Uint8Array(32), "noise test"));
const held = (planes: readonly Uint32Array[]): Planes =>
  planes.map((own) => ({ own: own.slice(), next: new Uint32Array(own.length) }));
const values = (planes: Planes, lanes: number) =>
  planeNumbers(
    planes.map(({ own }) => own),
    lanes,
  );

/** P value of Pearson's chi-square for observed counts and expected probabilities; bins expecting less than 10 join their neighbour. */
function fit(observed: readonly number[], probabilities: readonly number[]): number {
  const total = observed.reduce((a, b) => a + b, 0);
  let [seen, expected, statistic, bins] = [0, 0, 0, 0];
  let left = 1;
  for (const [i, count] of observed.entries()) {
    seen += count;
    expected += probabilities[i]! * total;
    left -= probabilities[i]!;
    if (expected < 10 || (left * total < 10 && i < observed.length - 1)) continue;
    statistic += (seen - expected) ** 2 / expected;
    bins++;
    [seen, expected] = [0, 0];
  }
  return chiSquareTail(statistic, bins - 1);
}

/** Probabilities of Bin(n, 1/2). */
function binomial(n: number): number[] {
  const out = [2 ** -n];
  for (let k = 1; k <= n; k++) out.push((out[k - 1]! * (n - k + 1)) / k);
  return out;
}

test("coin noise has the binomial distribution (chi-square, false alarm 1e-4)", async () => {
  for (const coins of [2, 64, 400]) {
    const lanes = 16_384;
    const noise = values(await binomialNoise(plainParty(coins), { cells: lanes, coins }), lanes);
    const observed = new Array<number>(coins + 1).fill(0);
    for (const value of noise) observed[value]!++;
    assert.ok(fit(observed, binomial(coins)) > FALSE_ALARM);
    // The test can fail: one coin less, or a coin that always falls on one side.
    assert.ok(fit(observed, [...binomial(coins - 1), 0]) < FALSE_ALARM);
  }
});

test("coin noise of real parties: distribution over 16,384 cells, and the same value at all three", async () => {
  const { results } = await threeParties(async (party) =>
    openNumbers(party, await binomialNoise(party, { cells: 16_384, coins: 64 }), 16_384),
  );
  assert.deepEqual(results[0], results[1]);
  assert.deepEqual(results[0], results[2]);
  const observed = new Array<number>(65).fill(0);
  for (const value of results[0]) observed[value]!++;
  assert.ok(fit(observed, binomial(64)) > FALSE_ALARM);
});

test("coins must be an even number", async () => {
  for (const coins of [0, 3, 2 ** 20 + 2, 1.5])
    await assert.rejects(binomialNoise(plainParty(), { cells: 1, coins }), RangeError);
});

test("batched measurement noise: as asked, round by round, and no two rounds alike", async () => {
  const plain = plainParty();
  const noises = await measurementNoise(plain, 40, [128, 128, 64, 128]);
  assert.equal(noises.length, 4);
  const seen = noises.map((noise) => values(noise, 40).join());
  assert.equal(new Set(seen).size, 4);
  assert.ok(noises.every((noise) => noise[0]!.own.length === 2));
  assert.ok(values(noises[2]!, 40).every((value) => value <= 64));
});

test("several tables get noise of their own at once and are opened one by one: counts and coins, nothing else", async () => {
  const coins = 256;
  const counts = Array.from({ length: 96 }, (_, i) => 5 * i);
  const planes = numberPlanes(counts, { width: 9, words: 3 });
  // The same cells twice, a table of more than a word, and one cell.
  const tables = [[3, 40, 95], Array.from({ length: 33 }, (_, i) => 2 * i), [3, 40, 95], [7]].map((lanes) =>
    Int32Array.from(lanes),
  );
  const open = async (party: Party, own: Planes) => {
    const out: number[][] = [];
    for (const next of await noisyTables(party, own, { tables, coins })) out.push([...(await next())]);
    return out;
  };
  const plain = plainParty(4);
  const opened = await open(plain, held(planes));
  assert.equal(plain.opened.length, 4);
  for (const [i, lanes] of tables.entries()) {
    assert.equal(opened[i]!.length, lanes.length);
    // Sixteen standard deviations; 256 coins cannot say more.
    for (const [cell, count] of opened[i]!.entries())
      assert.ok(Math.abs(count - counts[lanes[cell]!]!) <= 128);
  }
  // By chance alike with probability below 1e-4; the seed is fixed.
  assert.notDeepEqual(opened[0], opened[2]);
  const shares = planes.map((plane) => splitWords(plane, stream));
  const { results } = await threeParties(
    (party) =>
      open(
        party,
        shares.map((plane) => plane[party.index]!),
      ),
    { mode: "malicious" },
  );
  assert.deepEqual(results[1], results[0]);
  assert.deepEqual(results[2], results[0]);
  for (const [i, lanes] of tables.entries())
    for (const [cell, count] of results[0][i]!.entries())
      assert.ok(Math.abs(count - counts[lanes[cell]!]!) <= 128);
});

test("batched selection noise: of the scale asked for, and no two choices alike", async () => {
  const noises = await selectionNoise(plainParty(), 64, [1000, 1000, 8, 1000]);
  const seen = noises.map((noise) => values(noise, 64));
  assert.equal(new Set(seen.map((noise) => noise.join())).size, 4);
  // -ln E + ln 64 lies between 0.3 and 24 but for e^-47 and 1e-8.
  for (const [i, scale] of [1000, 1000, 8, 1000].entries())
    assert.ok(seen[i]!.every((value) => value > 0.3 * scale && value < 24 * scale));
});

test("a measured table is count + noise - coins / 2, at three parties, and opens nothing else", async () => {
  const coins = 128;
  const counts = Array.from({ length: 100 }, () => stream.nextBelow(1000));
  const lanes = Int32Array.from([3, 99, 41, 0, 7]);
  const planes = numberPlanes(counts, { width: 10, words: 4 });
  const plain = plainParty();
  const noise = await binomialNoise(plain, { cells: 32, coins });
  const table = await measureClique(plain, held(planes), lanes, { noise, coins });
  const drawn = values(noise, 5);
  assert.deepEqual(
    Array.from(table),
    Array.from(lanes, (lane, i) => counts[lane]! + drawn[i]! - coins / 2),
  );
  assert.equal(plain.opened.length, 1);
  const shares = planes.map((plane) => splitWords(plane, stream));
  const { results } = await threeParties(async (party) => {
    const own = await binomialNoise(party, { cells: 32, coins });
    const open = await measureClique(
      party,
      shares.map((plane) => plane[party.index]!),
      lanes,
      { noise: own, coins },
    );
    return { open, own: await openNumbers(party, own, 5) };
  });
  for (const { open, own } of results)
    assert.deepEqual(
      Array.from(open),
      Array.from(lanes, (lane, i) => counts[lane]! + own[i]! - coins / 2),
    );
  await assert.rejects(measureClique(plain, held(planes), new Int32Array(33), { noise, coins }), RangeError);
});

test("biased bits: each digit's frequency is its threshold (largest of 69 deviations; false alarm 1e-4)", async () => {
  const thresholds = exponentialThresholds();
  const words = 1024;
  const bits = await biasedBits(plainParty(5), thresholds, { coins: 64, words });
  const lanes = 32 * words;
  for (const [i, threshold] of thresholds.entries()) {
    let ones = 0;
    for (const word of bits.own.subarray(i * words, (i + 1) * words))
      ones += word.toString(2).replaceAll("0", "").length;
    const p = Number(threshold) / 2 ** 64;
    // 69 two-sided normal tails of 4.8 deviations make 1.1e-4; rare digits get room for the first single hits.
    assert.ok(
      Math.abs(ones - lanes * p) <= 4.8 * Math.sqrt(lanes * p * (1 - p)) + 3,
      `digit ${HIGHEST_DIGIT - i}`,
    );
  }
});

test("biased bits are exactly [u < threshold], for thresholds of few coins by exhaustion", async () => {
  // Four coins: the plain party's random words are replaced by all 16 values of u in lanes 0 to 15.
  const plain = plainParty();
  let coin = 0;
  const all = {
    ...plain,
    random: (words: number) => {
      const plane = numberPlanes(
        Array.from({ length: 16 }, (_, u) => (u >> coin) & 1),
        { width: 1, words: 1 },
      )[0]!;
      coin++;
      return { own: Uint32Array.from({ length: words }, () => plane[0]!), next: new Uint32Array(words) };
    },
  };
  const bits = await biasedBits(all, [0n, 1n, 5n, 8n, 12n, 15n], { coins: 4, words: 1 });
  assert.deepEqual(
    Array.from(bits.own, (word) => (word & 0xffff).toString(2).replaceAll("0", "").length),
    [0, 1, 5, 8, 12, 15],
  );
  assert.ok(Array.from(bits.own).every((word) => (word & 0xffff & ((word & 0xffff) + 1)) === 0));
  await assert.rejects(biasedBits(plainParty(), [16n], { coins: 4, words: 1 }), RangeError);
});

test("the noise is -scale ln E within the bound that the cost charges, for random digits and for edges", async () => {
  const digits = HIGHEST_DIGIT - LOWEST_DIGIT + 1;
  const lanes = 2048;
  const planes = Array.from({ length: digits }, () => new Uint32Array(lanes / 32));
  const exact = new Float64Array(lanes);
  const set = (lane: number, digit: number) => {
    planes[digit]![lane >>> 5]! |= 1 << (lane & 31);
    exact[lane]! += 2 ** (digit + LOWEST_DIGIT);
  };
  for (let lane = 0; lane < lanes; lane++) {
    const leading = MANTISSA_BITS + (lane % (digits - MANTISSA_BITS));
    set(lane, leading);
    // All zeros, all ones, and random digits below the leading one.
    const kind = stream.nextBelow(8);
    for (let digit = 0; digit < leading; digit++)
      if (kind === 1 || (kind > 1 && stream.nextBelow(2) === 1)) set(lane, digit);
  }
  const plain = plainParty();
  const parts = await takeApart(plain, held(planes));
  for (const scale of [1, 37, 14_000, 900_001, 2 ** 32]) {
    const noise = values(await gumbelNoise(plain, parts, scale), lanes);
    for (let lane = 0; lane < lanes; lane++) {
      const off = noise[lane]! - scale * Math.log(2 ** (HIGHEST_DIGIT + 1) / exact[lane]!);
      // Math.log itself is off by a few units of 1e-16 of a number below 60.
      const slack = scale * 60 * 2 ** -51;
      assert.ok(
        off >= -1.15 - slack && off <= (1.5 * scale) / 2 ** 18 + 0.15 + slack,
        `${off} units at ${exact[lane]}`,
      );
    }
  }
  await assert.rejects(gumbelNoise(plain, parts, 0), RangeError);
  await assert.rejects(gumbelNoise(plain, parts, 1.5), RangeError);
});

test("Gumbel noise has the Gumbel distribution (chi-square over 40 equal bins, false alarm 1e-4)", async () => {
  const lanes = 32_768;
  const scale = 20_000;
  const plain = plainParty(11);
  const noise = values(await gumbelNoise(plain, await exponentialNoise(plain, lanes), scale), lanes);
  const observed = new Array<number>(40).fill(0);
  const shift = Math.log(2 ** (HIGHEST_DIGIT + 1));
  for (const value of noise) {
    const cdf = Math.exp(-Math.exp(-(value / scale - shift)));
    observed[Math.min(39, Math.floor(40 * cdf))]!++;
  }
  assert.ok(fit(observed, new Array<number>(40).fill(1 / 40)) > FALSE_ALARM);
});

test("selection follows the exponential mechanism (chi-square over 6,000 choices, false alarm 1e-4)", async () => {
  const scores = [0, 300, 500, 500, 900];
  const scale = 400;
  const runs = 6000;
  const plain = plainParty(17);
  // Six runs of five candidates to a word of noise.
  const all = await gumbelNoise(plain, await exponentialNoise(plain, (32 * runs) / 6), scale);
  const noise = values(all, (32 * runs) / 6);
  const observed = new Array<number>(scores.length).fill(0);
  const base = held(numberPlanes(scores, { width: 10, words: 1 }));
  for (let run = 0; run < runs; run++) {
    const first = 32 * Math.floor(run / 6) + 5 * (run % 6);
    const noisy = scores.map((score, i) => score + noise[first + i]!);
    const choice = noisy.indexOf(Math.max(...noisy));
    observed[choice]!++;
    // The circuit chooses alike; a part of the runs says so, argmax itself is tested elsewhere.
    if (run % 60 !== 0) continue;
    const own = all.map(({ own, next }) => ({
      own: own.subarray(run / 6, run / 6 + 1),
      next: next.subarray(run / 6, run / 6 + 1),
    }));
    const sum = await sumPlanes(plain, [{ planes: base }, { planes: own }], "prefix");
    assert.equal(await argmax(plain, sum, [0, 1, 2, 3, 4]), choice);
  }
  const weights = scores.map((score) => Math.exp(score / scale));
  const sum = weights.reduce((a, b) => a + b, 0);
  assert.ok(
    fit(
      observed,
      weights.map((weight) => weight / sum),
    ) > FALSE_ALARM,
  );
  assert.ok(
    fit(
      observed,
      scores.map(() => 0.2),
    ) < FALSE_ALARM,
  );
});

test("three parties draw exponentials that fit together: every lane has one leading one and one segment", async () => {
  const { results, costs } = await threeParties(async (party) => {
    const noise = await exponentialNoise(party, 64);
    const gumbel = await openNumbers(party, await gumbelNoise(party, noise, 1000), 64);
    return { gumbel, parts: await party.open(joinShared([...noise.leading, ...noise.segment])) };
  });
  assert.deepEqual(results[0], results[1]);
  assert.deepEqual(results[0], results[2]);
  const { parts } = results[0];
  const leading = HIGHEST_DIGIT - LOWEST_DIGIT + 1;
  for (const [from, to] of [
    [0, leading],
    [leading, leading + 256],
  ] as const)
    for (const word of [0, 1]) {
      let [once, twice] = [0, 0];
      for (let plane = from; plane < to; plane++) {
        twice |= once & parts[2 * plane + word]!;
        once |= parts[2 * plane + word]!;
      }
      assert.deepEqual([once | 0, twice], [-1, 0]);
    }
  // Figures: 5,000 ANDs per exponential, 79 rounds; Gumbel noise of it 11 rounds more; two openings.
  assert.equal(costs[0]!.rounds, 79 + 11 + 2);
  assert.ok(costs[0]!.ands <= 64 * (5000 + 350), `${costs[0]!.ands} ANDs`);
  assert.ok(FAIR_FROM > LOWEST_DIGIT);
});
