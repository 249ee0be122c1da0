import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { pickImages } from "../pickImages.ts";
import { madeUpImages } from "../test-support/madeUpImages.ts";
import { deformImages } from "./deformImages.ts";
import { morphImages } from "./morphImages.ts";
import { registerPlanes } from "./registerPlanes.ts";

const SIDE = 32;
const seed = new Uint8Array(32).fill(1);

/** A round spot of deviation 4 around (x, y). */
const spot = (x: number, y: number): Float32Array =>
  Float32Array.from({ length: SIDE * SIDE }, (_, p) => {
    const square = ((p % SIDE) - x) ** 2 + (Math.floor(p / SIDE) - y) ** 2;
    return Math.exp(-square / 32);
  });

describe("registration of two planes", () => {
  const half = 16 * SIDE + 16;

  test("finds how far a spot moved, and turns around when the planes change places", () => {
    const [a, b] = [spot(14, 15), spot(18, 17)];
    const field = registerPlanes(a, b, SIDE, SIDE);
    assert.ok(Math.abs(field[half]! - 4) < 0.7, `${field[half]} along x`);
    assert.ok(Math.abs(field[SIDE * SIDE + half]! - 2) < 0.7, `${field[SIDE * SIDE + half]} along y`);
    const back = registerPlanes(b, a, SIDE, SIDE);
    assert.ok(field.every((value, i) => Math.abs(value + back[i]!) < 1e-3));
  });

  test("moves nothing between equal planes", () => {
    assert.ok(registerPlanes(spot(14, 15), spot(14, 15), SIDE, SIDE).every((value) => value === 0));
  });
});

describe("morphs", () => {
  const pair = (subjects: number[], labels = [0, 0]) => ({
    ...pickImages(madeUpImages(2, 1), [0, 1]),
    width: SIDE,
    height: SIDE,
    pixels: Float32Array.from([...spot(12, 16), ...spot(20, 16)]),
    labels: Uint16Array.from(labels),
    subjects: Uint32Array.from(subjects),
  });

  test("show one spot between the two places, not two spots", () => {
    const made = morphImages(pair([0, 1]), seed, { perPair: 5 });
    assert.equal(made.count, 5);
    assert.equal(made.subjects.length, 0);
    for (let i = 0; i < made.count; i++) {
      const pixels = made.pixels.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
      const peak = pixels.indexOf(Math.max(...pixels));
      assert.ok(peak % SIDE >= 13 && peak % SIDE <= 19, `peak at ${peak % SIDE}`);
      assert.ok(pixels[peak]! > 0.9);
    }
  });

  test("are the same for the same seed, others for another", () => {
    const made = morphImages(pair([0, 1]), seed);
    assert.deepEqual(morphImages(pair([0, 1]), seed).pixels, made.pixels);
    assert.notDeepEqual(
      morphImages(
        pair([0, 1]),
        seed.map((byte) => byte + 1),
      ).pixels,
      made.pixels,
    );
  });

  test("are never made of one patient's images, nor across classes", () => {
    assert.throws(() => morphImages(pair([4, 4]), seed), RangeError);
    assert.throws(() => morphImages(pair([0, 1], [0, 1]), seed), RangeError);
  });
});

test("images are bent as much as is asked for, each another way, and not at all by nothing", () => {
  const images = madeUpImages(6, 2);
  const unchanged = deformImages(images, 1, seed, { shape: 0, contrast: 0 });
  assert.ok(unchanged.pixels.every((pixel, i) => Math.abs(pixel - images.pixels[i]!) < 1e-6));
  const distance = (shape: number) =>
    deformImages(images, 1, seed, { shape }).pixels.reduce(
      (sum, pixel, i) => sum + (pixel - images.pixels[i]!) ** 2,
      0,
    );
  assert.ok(distance(0.5) < distance(1) && distance(1) < distance(3));
  const twice = deformImages(images, 2, seed);
  assert.equal(twice.count, 12);
  assert.deepEqual(Array.from(twice.subjects.slice(0, 4)), [0, 0, 1, 1]);
  assert.notDeepEqual(twice.pixels.slice(0, 64), twice.pixels.slice(64, 128));
});
