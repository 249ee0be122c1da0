import assert from "node:assert/strict";
import { test } from "node:test";
import type { ImageSet } from "../imageSet.ts";
import { encodeLatents } from "../linear/encodeLatents.ts";
import { openTensors } from "../tensors/openTensors.ts";
import { smoothImages } from "../test-support/smoothImages.ts";
import { fitFlow } from "./fitFlow.ts";
import { matchedSampler } from "./matchedSampler.ts";
import { sampleFlow } from "./sampleFlow.ts";

const seed = (value: number) => new Uint8Array(32).fill(value);
const tensors = await openTensors("wasm");
const training = smoothImages(300, 1);
// Stopped far too early.
const options = { components: 5, width: 32, blocks: 1, steps: 40, look: 40, batch: 64 };
const model = fitFlow(tensors, training, smoothImages(60, 2), seed(1), options);
const labels = Uint16Array.from({ length: 1200 }, (_, i) => i % 2);

/** Deviation of a class's images along a component. */
function spread(set: ImageSet, label: number, component: number): number {
  const latents = encodeLatents(model.space, set.pixels);
  const own = Array.from(set.labels.keys())
    .filter((i) => set.labels[i] === label)
    .map((i) => latents[i * model.space.components + component]!);
  const mean = own.reduce((sum, value) => sum + value / own.length, 0);
  return Math.sqrt(own.reduce((sum, value) => sum + (value - mean) ** 2 / own.length, 0));
}

test("images of a flow that was stopped early get the spread of the training images, class by class", () => {
  const plain = sampleFlow(tensors, model, labels, seed(2));
  const matched = matchedSampler(tensors, model, training, seed(3))(labels, seed(2));
  for (const label of [0, 1])
    for (let component = 0; component < 5; component++) {
      const ratio = (set: ImageSet) => spread(set, label, component) / spread(training, label, component);
      // 600 and some 1,000 images: a ratio is off by 4 % in one of three, by 15 % in fewer than one of 1,000.
      assert.ok(Math.abs(ratio(matched) - 1) < 0.15, `${label}, ${component}: ${ratio(matched)}`);
    }
  const worst = Math.max(
    ...[0, 1, 2, 3, 4].map((d) => Math.abs(spread(plain, 0, d) / spread(training, 0, d) - 1)),
  );
  assert.ok(worst > 0.15, `the flow alone is off by ${worst}`);
});

test("a sample depends on its label and seed alone; a class of few patients is left as the flow gives it", () => {
  const sample = matchedSampler(tensors, model, training, seed(3));
  assert.deepEqual(sample(labels, seed(4)).pixels, sample(labels, seed(4)).pixels);
  const few = {
    ...training,
    labels: training.labels.map((label, i) => (i < 40 ? label : 0)),
  };
  const rare = matchedSampler(tensors, model, few, seed(3))(labels.fill(1), seed(4));
  const alone = sampleFlow(tensors, model, labels, seed(4));
  assert.ok(rare.pixels.every((pixel, i) => pixel === alone.pixels[i]));
});
