import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { samplePlane } from "../augment/samplePlane.ts";
import type { ImageSet } from "../imageSet.ts";
import { pickImages } from "../pickImages.ts";
import { openTensors } from "../tensors/openTensors.ts";
import { madeUpImages } from "../test-support/madeUpImages.ts";
import { copyGate } from "./copyGate.ts";
import { gateFigures } from "./gateFigures.ts";
import { plantedCopies } from "./plantedCopies.ts";
import { releaseImages } from "./releaseImages.ts";
import { transformImage } from "./transformImage.ts";

const tensors = await openTensors("wasm");
const seed = new Uint8Array(32).fill(1);

/** Images of random blobs: unlike bars, no two are alike. */
function blobs(count: number, from: number): ImageSet {
  const set = madeUpImages(4 * count, from);
  const pixels = new Float32Array(count * 64);
  for (let i = 0; i < count; i++)
    for (let p = 0; p < 64; p++) {
      const parts = [0, 1, 2, 3].map((k) => set.pixels[(4 * i + k) * 64 + p]!);
      pixels[i * 64 + p] = Math.min(1, parts.reduce((sum, value, k) => sum + value * (1 - 0.2 * k), 0) / 2);
    }
  return {
    ...pickImages(
      set,
      Array.from({ length: count }, (_, i) => i),
    ),
    pixels,
  };
}

describe("the copy gate", () => {
  const training = blobs(150, 1);
  const gate = copyGate(tensors, training);
  const share = (images: ImageSet) => gate(images).filter(({ suspected }) => suspected).length / images.count;

  test("finds exact copies, and copies with other contrast, and names what they are copies of", () => {
    const verdicts = gate(training);
    assert.ok(verdicts.every(({ suspected }) => suspected));
    assert.deepEqual(
      verdicts.map(({ nearest }) => nearest),
      Array.from(training.labels.keys()),
    );
    assert.ok(share(plantedCopies(training, "intensity")) >= 0.95);
    assert.ok(share(plantedCopies(training, "flip")) >= 0.99);
  });

  test("lets images of other patients pass (at most 5 of 150; the limit suspects about 1 %)", () => {
    assert.ok(share(blobs(150, 2)) <= 5 / 150);
  });

  test("needs three patients", () => {
    assert.throws(
      () => copyGate(tensors, { ...training, subjects: training.subjects.map((s) => s % 2) }),
      RangeError,
    );
  });

  test("releases nothing that it suspects, and stops a generator that copies", () => {
    const fresh = blobs(80, 3);
    const labels = new Uint16Array(60);
    let calls = 0;
    /** Every tenth image of the first round is a training image. */
    const sloppy = (wanted: Uint16Array) => {
      const part = pickImages(
        fresh,
        Array.from(wanted, (_, i) => (i + 60 * calls) % 80),
      );
      if (calls++ === 0)
        for (let i = 0; i < part.count; i += 10)
          part.pixels.set(training.pixels.subarray(i * 64, i * 64 + 64), i * 64);
      return part;
    };
    const { images, keptBack, made } = releaseImages(sloppy, gate, labels, seed, 0.3);
    assert.ok(keptBack >= 6 && made === 60 + keptBack);
    assert.ok(gate(images).every(({ suspected }) => !suspected));
    const copying = (wanted: Uint16Array) =>
      pickImages(
        training,
        Array.from(wanted, (_, i) => i),
      );
    assert.throws(() => releaseImages(copying, gate, labels, seed), { code: "E2022" });
  });

  test("stop the release at more than the share that may be suspected, though what is left would pass", () => {
    const labels = new Uint16Array(100);
    /** Suspects so many of the first hundred, and nobody afterwards. */
    const released = (suspects: number) => {
      let seen = 0;
      const gate = (images: ImageSet) =>
        Array.from({ length: images.count }, () => ({ suspected: seen++ < suspects, score: 1, nearest: 0 }));
      const sample = (wanted: Uint16Array) => ({
        ...pickImages(training, new Array<number>(wanted.length).fill(0)),
        labels: wanted,
      });
      return releaseImages(sample, gate, labels, seed).keptBack;
    };
    assert.equal(released(20), 20);
    assert.throws(() => released(21), { code: "E2022" });
  });
});

test("on images above 16 pixels all disguises are seen through, between the views, too, and other images pass", () => {
  /** Smooth textures of 32 x 32: a blob image's pixels as knots, four pixels apart. */
  const smooth = (count: number, from: number): ImageSet => {
    const coarse = blobs(count, from);
    const pixels = new Float32Array(count * 1024);
    for (let i = 0; i < count; i++) {
      const knots = coarse.pixels.slice(i * 64, (i + 1) * 64);
      const large = new Float32Array(1024);
      for (let p = 0; p < 1024; p++)
        large[p] = samplePlane(knots, 8, 8, (p % 32) / 4.5, Math.floor(p / 32) / 4.5);
      pixels.set(large, i * 1024);
    }
    return { ...coarse, width: 32, height: 32, pixels };
  };
  const training = smooth(18, 4);
  const gate = copyGate(tensors, training);
  const { found, falseAlarms } = gateFigures(gate, training, smooth(30, 5));
  for (const [disguise, share] of Object.entries(found)) assert.ok(share >= 0.96, `${disguise}: ${share}`);
  assert.ok(falseAlarms <= 1 / 30, `${falseAlarms}`);
});

test("a transform of nothing changes nothing, a mirror twice gives the image back", () => {
  const image = Float32Array.from({ length: 12 }, (_, i) => i / 12);
  assert.deepEqual(transformImage(image, 4, 3, {}), image);
  const once = transformImage(image, 4, 3, { mirrorX: true });
  assert.notDeepEqual(once, image);
  assert.deepEqual(transformImage(once, 4, 3, { mirrorX: true }), image);
});
