import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { ImageSet } from "../imageSet.ts";
import { onePerPatient } from "../onePerPatient.ts";
import { pickImages } from "../pickImages.ts";
import { madeUpImages } from "../test-support/madeUpImages.ts";
import { withChannels } from "../withChannels.ts";
import { featureTable } from "./featureTable.ts";
import { patientMembership } from "./patientMembership.ts";
import { smallImages } from "./smallImages.ts";

const images = madeUpImages(40, 1);
const numbersOf = (set: ImageSet, name: string) => {
  const column = featureTable(set).columns.find((each) => each.name === name);
  assert.ok(column?.kind === "number", name);
  return column.values;
};

describe("images as a table", () => {
  test("have one row each, with class, grey values, scales and directions", () => {
    const { rows, columns } = featureTable(images);
    assert.equal(rows, 40);
    assert.deepEqual(
      columns.map(({ name }) => name),
      [
        "class",
        "mean",
        "deviation",
        ...[1, 2].flatMap((scale) => [0, 45, 90, 135].map((angle) => `scale ${scale}, ${angle} degrees`)),
      ],
    );
    const [first] = columns;
    assert.deepEqual(first?.kind === "category" && Array.from(first.codes), Array.from(images.labels));
    const plane = images.pixels.slice(0, 64);
    const mean = plane.reduce((sum, value) => sum + value / 64, 0);
    const square = plane.reduce((sum, value) => sum + (value - mean) ** 2 / 64, 0);
    assert.ok(Math.abs(numbersOf(images, "mean")[0]! - mean) < 1e-4);
    assert.ok(Math.abs(numbersOf(images, "deviation")[0]! - Math.sqrt(square)) < 1e-4);
  });

  test("tell lying bars from standing ones by direction, and have no class where there is one only", () => {
    const [across, down] = [
      numbersOf(images, "scale 2, 0 degrees"),
      numbersOf(images, "scale 2, 90 degrees"),
    ];
    for (const [i, label] of images.labels.entries())
      assert.equal(Math.sign(across[i]! - down[i]!), label === 0 ? -1 : 1, `image ${i}`);
    const single = { ...images, classNames: ["bar"], labels: new Uint16Array(40) };
    assert.ok(featureTable(single).columns.every(({ kind }) => kind === "number"));
  });

  test("do not change with three equal channels, and coarser pixels of the same picture hardly do", () => {
    assert.deepEqual(featureTable(withChannels(images, 3)), featureTable(images));
    assert.deepEqual(withChannels(withChannels(images, 3), 1).pixels, images.pixels);
    const side = 128;
    const large: ImageSet = {
      ...images,
      count: 2,
      width: side,
      height: side,
      labels: images.labels.slice(0, 2),
      pixels: Float32Array.from({ length: 2 * side * side }, (_, k) => {
        const [x, y] = [k % side, Math.floor(k / side) % side];
        return 0.5 + 0.4 * Math.sin(x / 9 + (k < side * side ? 0 : y / 5));
      }),
    };
    const small = smallImages(large);
    assert.deepEqual([small.width, small.height, small.pixels.length], [64, 64, 2 * 4096]);
    assert.ok(Math.abs(small.pixels[0]! - (large.pixels[0]! + large.pixels[1]!) / 2) < 1e-6);
    assert.equal(smallImages(images), images);
  });
});

test("one image of every patient is taken, spread over what they have, the same ones every time", () => {
  const set = { ...images, subjects: Uint32Array.from({ length: 40 }, (_, i) => Math.floor(i / 10)) };
  const one = onePerPatient(set);
  assert.deepEqual(Array.from(one.subjects), [0, 1, 2, 3]);
  assert.deepEqual(one, onePerPatient(set));
  const places = Array.from({ length: 4 }, (_, p) => {
    const own = one.pixels.slice(64 * p, 64 * p + 64).join();
    return Array.from({ length: 10 }, (_unused, i) => i).find(
      (i) => set.pixels.slice(64 * (10 * p + i), 64 * (10 * p + i) + 64).join() === own,
    );
  });
  assert.deepEqual(places, [0, 6, 2, 8]);
});

test("a patient of whom one image was copied is found; patients of whom none was are not", () => {
  const all = madeUpImages(480, 3);
  const of = (from: number) =>
    pickImages(
      { ...all, subjects: all.subjects.map((i) => Math.floor(i / 3)) },
      Array.from({ length: 240 }, (_, i) => from + i),
    );
  const [training, heldOut] = [of(0), of(240)];
  const copied = onePerPatient(training);
  const { auc, tprAt1PercentFpr } = patientMembership(copied, training, heldOut);
  assert.ok(auc.low > 0.95 && tprAt1PercentFpr.value > 0.95);
  // Fresh images know nobody: above the limit once in 40 such seeds, and this one is fixed.
  const fresh = patientMembership(madeUpImages(80, 4), training, heldOut);
  assert.ok(fresh.auc.low < 0.5 && fresh.auc.high > 0.5, JSON.stringify(fresh.auc));
});
