import assert from "node:assert/strict";
import { test } from "node:test";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { normalStream } from "../../random/normalStream.ts";
import { coarseViews } from "./coarseViews.ts";

const SIDE = 64;
const normal = normalStream(fastStream(keystream(new Uint8Array(32).fill(3), "views")));
const wave = (period: number): Float32Array =>
  Float32Array.from(
    { length: SIDE * SIDE },
    (_, p) => 0.5 + 0.3 * Math.sin((p % SIDE) / period) * Math.cos(Math.floor(p / SIDE) / period),
  );
const { viewOf, distance } = coarseViews({ width: SIDE, height: SIDE, channels: 1 });

test("brightness and contrast do not matter, and white noise hardly does; another scene does", () => {
  const plain = wave(9);
  assert.ok(distance(viewOf(plain), viewOf(plain.map((value) => 0.7 * value + 0.1))) < 1e-3);
  const noisy = plain.map((value) => value + 0.1 * normal());
  const means = (a: Float32Array) => viewOf(a).means;
  const withNoise = Math.sqrt(means(plain).reduce((sum, mean, k) => sum + (mean - means(noisy)[k]!) ** 2, 0));
  const without = distance(viewOf(plain), viewOf(noisy));
  assert.ok(withNoise > 0.1, `${withNoise} of noise in the means`);
  assert.ok(without < withNoise / 2, `${without} left`);
  const other = distance(viewOf(plain), viewOf(wave(11).map((value) => value + 0.1 * normal())));
  assert.ok(other > 5 * without, `${other} to another scene`);
});

test("colours are compared channel by channel", () => {
  const { viewOf: colourOf, distance: between } = coarseViews({ width: 32, height: 32, channels: 3 });
  const red = Float32Array.from({ length: 3072 }, (_, i) => (i % 3 === 0 ? (i % 96) / 96 : 0));
  const blue = Float32Array.from({ length: 3072 }, (_, i) => (i % 3 === 2 ? (i % 96) / 96 : 0));
  assert.ok(between(colourOf(red), colourOf(blue)) > 1);
});
