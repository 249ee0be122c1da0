import assert from "node:assert/strict";
import { test } from "node:test";
import { digitSplit, hasImages, headSplit } from "./imageSets.ts";
import { type ImagingRun, imagingBars } from "./imagingBars.ts";

const run = (epsilon: number, seed: number, accuracy: number): ImagingRun => ({
  part: "digits-private",
  epsilon,
  seed,
  quick: false,
  sheets: null,
  figures: { accuracy, accuracyReal: 0.98, seconds: 1, cpuSeconds: 1 },
});
const metOf = (runs: ImagingRun[]) => imagingBars(runs).map(({ met }) => met);

test("bars judge the mean over seeds at their own epsilon, and a failed run meets none", () => {
  assert.deepEqual(metOf([run(1, 0, 0.87), run(1, 1, 0.9), run(10, 0, 0.9)]), [true, false]);
  assert.deepEqual(metOf([run(1, 0, 0.87)]), [false]);
  const { figures: _, ...rest } = run(1, 1, 0.9) as Extract<ImagingRun, { figures: unknown }>;
  assert.deepEqual(metOf([run(1, 0, 0.9), { ...rest, failed: "no" }]), [false]);
});

test("splits share no block: digits by 60 images, slices by patient stand-ins", {
  skip: !hasImages("digits"),
}, () => {
  const { training, stopping, test: judged } = digitSplit();
  assert.equal(training.count + stopping.count + judged.count, 1797);
  const blocks = (set: typeof training) =>
    new Set(Array.from(set.subjects, (subject) => Math.floor(subject / 60)));
  for (const block of blocks(judged)) assert.ok(!blocks(training).has(block) && !blocks(stopping).has(block));
});

test("slices of the head are 64 x 64 in three classes, and no block is in two parts", {
  skip: !hasImages("head"),
}, () => {
  const parts = Object.values(headSplit());
  for (const part of parts) {
    assert.deepEqual([part.width, part.height, part.pixels.length], [64, 64, part.count * 4096]);
    assert.deepEqual(new Set(part.labels), new Set([0, 1, 2]));
    assert.ok(part.pixels.every((pixel) => pixel >= 0 && pixel <= 1));
  }
  const all = parts.flatMap((part) => [...new Set(part.subjects)]);
  assert.equal(new Set(all).size, all.length);
});
