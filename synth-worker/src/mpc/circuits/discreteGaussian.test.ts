import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { chiSquareTail } from "../../math/chiSquareTail.ts";
import { GAUSSIAN_COINS, gaussianDigits } from "../../privacy/gaussianDigits.ts";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { splitWords } from "../rss/test-support/splitWords.ts";
import { threeParties } from "../rss/test-support/threeParties.ts";
import { discreteGaussian } from "./discreteGaussian.ts";
import { noisySums } from "./noisySums.ts";
import { numberPlanes } from "./numberPlanes.ts";
import { openNumbers } from "./openNumbers.ts";
import { planeNumbers } from "./planeNumbers.ts";
import type { Planes } from "./planes.ts";
import { square } from "./square.ts";
import { plainParty } from "./test-support/plainParty.ts";
import { runCircuit } from "./test-support/runCircuit.ts";

/** Seeds are fixed, so a run repeats; the seed is one of many of which this part would fail a right sampler. */
const FALSE_ALARM = 1e-4;
const stream = fastStream(keystream(new Uint8Array(32), "gauss test"));
const values = (planes: Planes, lanes: number) =>
  planeNumbers(
    planes.map(({ own }) => own),
    lanes,
    "signed",
  );

/** P value of whole numbers against N_Z(0, sigma^2), in bins from -4 sigma to 4 sigma and two tails. */
function fit(noise: ArrayLike<number>, sigma: number, bins = 24): number {
  const mass = (x: number) => Math.exp(-(x * x) / (2 * sigma * sigma));
  const binOf = (x: number) => Math.max(0, Math.min(bins - 1, Math.floor(((x / sigma + 4) / 8) * bins)));
  const expected = new Float64Array(bins);
  let all = 0;
  for (let x = -12 * sigma; x <= 12 * sigma; x++) {
    all += mass(x);
    expected[binOf(x)]! += mass(x);
  }
  const seen = new Float64Array(bins);
  for (let i = 0; i < noise.length; i++) seen[binOf(noise[i]!)]!++;
  let [statistic, used, left, rest] = [0, 0, 0, 0];
  for (const [bin, share] of expected.entries()) {
    left += (share / all) * noise.length;
    rest += seen[bin]!;
    if (left < 10 && bin < bins - 1) continue;
    statistic += (rest - left) ** 2 / left;
    used++;
    [left, rest] = [0, 0];
  }
  return chiSquareTail(statistic, used - 1);
}

test("the square of numbers, by the plain party and by three", async () => {
  const numbers = [0, 1, 2, 3, 100, 127, ...Array.from({ length: 60 }, () => stream.nextBelow(128))];
  const { numbers: squares, width } = await runCircuit(
    [{ numbers, width: 7 }],
    numbers.length,
    (party, [x]) => square(party, x!),
  );
  assert.equal(width, 14);
  assert.deepEqual(
    [...squares],
    numbers.map((x) => x * x),
  );
});

test("thresholds are those of double arithmetic, and about three candidates of four are taken", () => {
  for (const sigma of [8, 33, 480, 2 ** 20, 2 ** 25 + 7]) {
    const { width, magnitude, survival, distance } = gaussianDigits(sigma);
    const unit = 2 ** GAUSSIAN_COINS;
    for (const [i, threshold] of magnitude.entries())
      assert.ok(Math.abs(Number(threshold) / unit - 1 / (1 + Math.exp(2 ** i / sigma))) < 1e-12);
    for (const [j, threshold] of survival.entries())
      assert.ok(Math.abs(Number(threshold) / unit - Math.exp(-(2 ** j) / (2 * sigma * sigma))) < 1e-12);
    assert.ok(2 ** width >= 45 * sigma && distance < 2 ** -54);
  }
  for (const sigma of [8, 33, 480]) {
    const q = Math.exp(-1 / sigma);
    let taken = 0;
    for (let y = -45 * sigma; y <= 45 * sigma; y++) {
      const g = Math.abs(y);
      taken += ((1 - q) / 2) * q ** g * Math.exp(-((g - sigma) ** 2) / (2 * sigma * sigma));
    }
    assert.ok(taken > 0.7 && taken < 0.77, String(taken));
  }
  for (const sigma of [7, 8.5, 2 ** 41]) assert.throws(() => gaussianDigits(sigma), RangeError);
});

test("noise has the discrete Gaussian distribution, group by group (chi-square, false alarm 1e-4 each)", async () => {
  const cells = 12_000;
  const groups = [8, 30, 700].map((sigma) => ({ sigma, cells }));
  const drawn = await discreteGaussian(plainParty(3), groups);
  for (const [g, { sigma }] of groups.entries()) {
    const noise = values(drawn[g]!, cells);
    assert.ok(fit(noise, sigma) > FALSE_ALARM, String(sigma));
    // The test can fail: a tenth more or less noise, or a mean that is off by a tenth of it.
    assert.ok(fit(noise, 1.1 * sigma) < FALSE_ALARM && fit(noise, 0.9 * sigma) < FALSE_ALARM);
    assert.ok(
      fit(
        noise.map((x) => x + sigma / 10),
        sigma,
      ) < FALSE_ALARM,
    );
  }
});

test("at sigma 8 every single value has its probability, zero once and not twice (chi-square, false alarm 1e-4)", async () => {
  const cells = 20_000;
  const [planes] = await discreteGaussian(plainParty(5), [{ sigma: 8, cells }]);
  assert.ok(fit(values(planes!, cells), 8, 64) > FALSE_ALARM);
  const zeros = values(planes!, cells).filter((x) => x === 0).length;
  const expected = cells / (8 * Math.sqrt(2 * Math.PI));
  // Five deviations; a zero of both signs would be there twice as often.
  assert.ok(Math.abs(zeros - expected) < 5 * Math.sqrt(expected), `${zeros} of ${expected}`);
});

test("sums with noise never wrap, several in one go: any number of vectors and any noise, with or without signs (property)", async () => {
  const shape = fc.record({
    count: fc.integer({ min: 1, max: 5 }),
    width: fc.integer({ min: 2, max: 20 }),
    isSigned: fc.boolean(),
    noiseWidth: fc.integer({ min: 2, max: 22 }),
    cells: fc.integer({ min: 1, max: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(shape, { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.nat()),
      async (shapes, numbers) => {
        const next = () => numbers.next().value!;
        // Ends of the range as well as what lies between.
        const draw = (bits: number, isSigned: boolean) => {
          const value = next() % 3 === 0 ? next() % 2 ** bits : (next() % 2) * (2 ** bits - 1);
          return isSigned ? value - 2 ** (bits - 1) : value;
        };
        const held = (values: readonly number[], bits: number): Planes => {
          const words = Math.ceil(values.length / 32);
          const cut = values.map((value) => (value < 0 ? value + 2 ** bits : value));
          return numberPlanes(cut, { width: bits, words }).map((own) => ({
            own,
            next: new Uint32Array(words),
          }));
        };
        const drawn = shapes.map(({ count, width, isSigned, noiseWidth, cells }) => ({
          vectors: Array.from({ length: count }, () =>
            Array.from({ length: cells }, () => draw(width, isSigned)),
          ),
          noise: Array.from({ length: cells }, () => draw(noiseWidth, true)),
        }));
        const openers = await noisySums(
          plainParty(),
          shapes.map(({ width, isSigned, noiseWidth, cells }, s) => ({
            vectors: drawn[s]!.vectors.map((values) => held(values, width)),
            kind: isSigned ? ("signed" as const) : ("unsigned" as const),
            noise: held(drawn[s]!.noise, noiseWidth),
            cells,
          })),
        );
        for (const [s, open] of openers.entries())
          assert.deepEqual(
            [...(await open())],
            drawn[s]!.noise.map((value, cell) =>
              drawn[s]!.vectors.reduce((sum, own) => sum + own[cell]!, value),
            ),
          );
      },
    ),
    { numRuns: 100 },
  );
});

test("three parties, malicious mode: one noise for all of them, of the spread that was asked for, and sums that open to exact values plus it", async () => {
  const exact = Array.from({ length: 70 }, (_, i) => i * i - 900);
  const halves = exact.map((value) => Math.floor(value / 3));
  const width = 14;
  const cut = (value: number) => (value + 2 ** width) % 2 ** width;
  const vectors = [halves, exact.map((value, i) => value - halves[i]!)].map((own) =>
    numberPlanes(own.map(cut), { width, words: 3 }).map((plane) => splitWords(plane, stream)),
  );
  const { results } = await threeParties(
    async (party) => {
      const [noise] = await discreteGaussian(party, [{ sigma: 2 ** 12, cells: exact.length }]);
      const shares = vectors.map((planes) => planes.map((plane) => plane[party.index]!));
      const [open] = await noisySums(party, [
        { vectors: shares, kind: "signed", noise: noise!, cells: exact.length },
      ]);
      return { noise: await openNumbers(party, noise!, exact.length, "signed"), sum: await open!() };
    },
    { mode: "malicious" },
  );
  assert.deepEqual(results[1], results[0]);
  assert.deepEqual(results[2], results[0]);
  const { noise, sum } = results[0];
  assert.deepEqual(
    [...sum],
    exact.map((value, i) => value + noise[i]!),
  );
  const spread = Math.sqrt(noise.reduce((all, x) => all + x * x, 0) / noise.length) / 2 ** 12;
  // 70 squares: five deviations of the mean square's root.
  assert.ok(Math.abs(spread - 1) < 5 * Math.sqrt(1 / 140), String(spread));
});
