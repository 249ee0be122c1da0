import assert from "node:assert/strict";
import { test } from "node:test";
import { copyGate } from "../gate/copyGate.ts";
import { gateFigures } from "../gate/gateFigures.ts";
import type { ImageSet } from "../imageSet.ts";
import { openTensors } from "../tensors/openTensors.ts";
import { madeUpImages } from "../test-support/madeUpImages.ts";
import { imageFigures } from "./imageFigures.ts";

const [training, holdout] = [madeUpImages(120, 1), madeUpImages(60, 2)];
const gate = copyGate(await openTensors("wasm"), training);
const membership = { value: 0.5, low: 0.4, high: 0.6 };
const of = (synthetic: ImageSet) =>
  imageFigures(
    { synthetic: { ...synthetic, subjects: new Uint32Array(0) }, training, holdout },
    gate,
    membership,
  );

test("images like the real ones are near, precise, as diverse and of use; mirrored classes and flat images are not", () => {
  const good = of(madeUpImages(80, 3));
  assert.equal(good.images, 80);
  assert.ok(good.kernelDistance! < 1 && Math.abs(good.kernelDistanceReal!) < 1, JSON.stringify(good));
  assert.ok(good.precision! > 0.8 && good.recall! > 0.8);
  assert.ok(good.accuracy! > 0.95 && good.accuracyReal! > 0.95);
  assert.ok(Math.abs(good.diversity! - good.diversityReal!) < 0.1);
  const { found, falseAlarms } = gateFigures(gate, training, holdout);
  assert.deepEqual([good.plantedFound, good.falseAlarms], [Math.min(...Object.values(found)), falseAlarms]);
  assert.deepEqual(good.membership, membership);

  const images = madeUpImages(80, 3);
  const swapped = of({ ...images, labels: images.labels.map((label) => 1 - label) });
  assert.ok(swapped.accuracy! < 0.05);
  const flat = of({ ...images, pixels: images.pixels.map((value) => 0.45 + 0.1 * value) });
  assert.ok(flat.kernelDistance! > 2 && flat.recall! < 0.1);
  assert.ok(flat.diversity! < good.diversity!);
});

test("one class has no accuracy, and no two images of a class no diversity", () => {
  const single = (set: ImageSet) => ({ ...set, classNames: ["bar"], labels: new Uint16Array(set.count) });
  const { accuracy, accuracyReal } = imageFigures(
    { synthetic: single(madeUpImages(20, 4)), training: single(training), holdout: single(holdout) },
    gate,
    membership,
  );
  assert.deepEqual([accuracy, accuracyReal], [null, null]);
  const alone = {
    ...madeUpImages(6, 5),
    classNames: [..."abcdef"],
    labels: Uint16Array.from({ length: 6 }, (_, i) => i),
  };
  assert.equal(of(alone).diversity, null);
});
