import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Features, scattering } from "../features/scattering.ts";
import { transformImage } from "../gate/transformImage.ts";
import { madeUpImages } from "../test-support/madeUpImages.ts";
import { diversity } from "./diversity.ts";
import { frechetDistance } from "./frechetDistance.ts";
import { imageMembership } from "./imageMembership.ts";
import { kernelDistance } from "./kernelDistance.ts";
import { manifoldFigures } from "./manifoldFigures.ts";
import { multiscaleSsim } from "./multiscaleSsim.ts";

/** The golden samples of synth.md part 3: three columns of 500 numbers of a linear congruential generator. */
function golden(seed: number, power: number, slope: number): Features {
  const lcg = (from: number): number[] => {
    let state = from;
    return Array.from({ length: 500 }, () => {
      state = (1664525 * state + 1013904223) % 4294967296;
      return state / 4294967296;
    });
  };
  const [a, b, c] = [lcg(seed), lcg(seed + 1), lcg(seed + 2)];
  const values = Float64Array.from(
    a!.flatMap((first, i) => [first, b![i]! ** power, c![i]! + slope * first]),
  );
  return { count: 500, dimensions: 3, values };
}
const x = golden(1, 2, 0.3);
const y = golden(11, 1.8, 0.2);

describe("distances of features", () => {
  test("are the golden values of scipy", () => {
    assert.ok(Math.abs(frechetDistance(x, y) - 0.006143165452741293) < 1e-9);
    assert.ok(Math.abs(kernelDistance(x, y) - 0.009448953053372122) < 1e-12);
    const { precision, recall, density, coverage } = manifoldFigures(x, y);
    assert.deepEqual([precision, recall, coverage], [0.99, 0.994, 0.838]);
    assert.ok(Math.abs(density - 0.7448) < 1e-12);
  });

  test("are nothing for equal samples, and the squared shift for a shifted one", () => {
    assert.ok(frechetDistance(x, x) < 1e-12);
    assert.ok(kernelDistance(x, x) < 0);
    const shifted = { ...x, values: x.values.map((value, i) => value + (i % 3 === 0 ? 2 : 0)) };
    assert.ok(Math.abs(frechetDistance(x, shifted) - 4) < 1e-9);
  });
});

describe("scattering", () => {
  const images = madeUpImages(6, 1);
  const moved = {
    ...images,
    pixels: Float32Array.from({ length: images.count }, (_, i) => i).reduce((out, i) => {
      const own = images.pixels.slice(i * 64, (i + 1) * 64);
      out.set(
        own.map((_, p) => own[(p & 56) | ((p + 1) & 7)]!),
        i * 64,
      );
      return out;
    }, new Float32Array(images.pixels.length)),
  };

  test("does not change when an image moves around the torus, with one tile", () => {
    const a = scattering(images, { grid: 1 });
    const b = scattering(moved, { grid: 1 });
    assert.ok(a.values.every((value, i) => Math.abs(value - b.values[i]!) < 1e-6));
  });

  test("tells directions apart: moduli of a lying bar are not those of a standing one", () => {
    const { values, dimensions } = scattering(images, { grid: 1, order: 1, scales: 1 });
    // Mean, then four directions from 0 to 135 degrees.
    const lying = values.slice(0, dimensions);
    const standing = values.slice(dimensions, 2 * dimensions);
    assert.ok(lying[3]! > 2 * lying[1]! && standing[1]! > 2 * standing[3]!);
  });
});

describe("structural similarity", () => {
  const images = madeUpImages(40, 2);
  const plane = (i: number) => images.pixels.slice(i * 64, (i + 1) * 64);

  test("is 1 for an image with itself and falls with noise", () => {
    assert.ok(Math.abs(multiscaleSsim(plane(0), plane(0), 8, 8) - 1) < 1e-12);
    const noisy = plane(0).map((value, i) => value + 0.2 * Math.sin(37 * i));
    assert.ok(multiscaleSsim(plane(0), noisy, 8, 8) < 0.95);
    const large = Float32Array.from({ length: 4096 }, (_, i) => (Math.sin(i / 9) + 1) / 2);
    assert.ok(Math.abs(multiscaleSsim(large, large, 64, 64) - 1) < 1e-12);
  });

  test("gives no diversity to one image again and again", () => {
    const same = { ...images, pixels: Float32Array.from(images.pixels, (_, i) => images.pixels[i % 128]!) };
    assert.ok(diversity(same) < 1e-9);
    assert.ok(diversity(images) > 0.2);
  });
});

test("the membership attack finds a generator that copies, and nothing in one that does not", () => {
  const [training, heldOut, fresh] = [madeUpImages(80, 3), madeUpImages(80, 4), madeUpImages(80, 5)];
  assert.ok(imageMembership(training, training, heldOut).low > 0.9);
  const { low, high } = imageMembership(fresh, training, heldOut);
  assert.ok(low < 0.5 && high > 0.5);
});

test("an image that is moved is not the image", () => {
  const image = madeUpImages(2, 6).pixels.slice(64, 128);
  const moved = transformImage(image, 8, 8, { shiftX: 2 });
  assert.ok(multiscaleSsim(image, moved, 8, 8) < 0.9);
});
