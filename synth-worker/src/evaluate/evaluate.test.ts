import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { clopperPearson } from "../math/clopperPearson.ts";
import { areaUnderRoc } from "./areaUnderRoc.ts";
import { certificateFigures } from "./certificateFigures.ts";

const vectors = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test-vectors/${name}.json`, import.meta.url), "utf8"));
const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);

test("Clopper-Pearson limits are the tabulated ones", () => {
  for (const { hits, trials, low, high } of vectors("proportions-and-auc").clopperPearson) {
    const interval = clopperPearson(hits, trials);
    near(interval.low, low, 5e-7);
    near(interval.high, high, 5e-7);
  }
  assert.ok(clopperPearson(30, 3000).high < 0.015);
  assert.throws(() => clopperPearson(3, 2), RangeError);
  assert.throws(() => clopperPearson(0, 0), RangeError);
});

test("the area under the ROC curve counts pairs, ties half, and brackets itself", () => {
  for (const { positives, negatives, auc } of vectors("proportions-and-auc").auc) {
    const interval = areaUnderRoc(Float64Array.from(positives), Float64Array.from(negatives));
    near(interval.value, auc, 1e-15);
    assert.ok(interval.low <= auc && auc <= interval.high && interval.low >= 0 && interval.high <= 1);
  }
  assert.throws(() => areaUnderRoc(Float64Array.of(1), Float64Array.of(1, 2)), RangeError);
});

test("DeLong's interval by hand: two groups of two", () => {
  // wins (1, 0.75), losses (1, 0.75): variances 1/32 each, error sqrt(1/64 + 1/64).
  const { low } = areaUnderRoc(Float64Array.of(3, 2), Float64Array.of(1, 2));
  near(low, 0.875 - 1.959963984540054 * Math.sqrt(1 / 32), 1e-12);
});

test("figures on chain are ten-thousandths rounded up, exact for the certificate's own steps, at most one", () => {
  const of = (meanTvd1: number, meanTvd2 = 0, high = 0) =>
    certificateFigures({
      meanTvd1,
      meanTvd2,
      noiseTvd1: 0,
      noiseTvd2: 0,
      expectedTvd1: 0,
      expectedTvd2: 0,
      membershipAuc: { value: 0, low: 0, high },
    });
  assert.deepEqual(of(0.12345, 0.2, 0.5555), { tvd1Bps: 1235n, tvd2Bps: 2000n, membershipAucBps: 5555n });
  for (let step = 0; step <= 10_000; step++) assert.equal(of(step / 10_000).tvd1Bps, BigInt(step));
  assert.equal(of(1.7).tvd1Bps, 10_000n);
  assert.throws(() => of(Number.NaN), RangeError);
});
