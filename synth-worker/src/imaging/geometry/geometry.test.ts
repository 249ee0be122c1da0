import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { patchesOf } from "./patchesOf.ts";
import type { PlainImage } from "./plainImage.ts";
import { resample } from "./resample.ts";
import { standardTurn } from "./standardTurn.ts";
import { turnImage } from "./turnImage.ts";
import { ownWindow, windowed } from "./windowed.ts";

const image = (
  width: number,
  height: number,
  values: readonly number[],
  change: Partial<PlainImage> = {},
): PlainImage => ({
  width,
  height,
  channels: 1,
  values: Float32Array.from(values),
  pixelSize: [1, 1],
  ...change,
});
const arbitraryImage = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: width * height, maxLength: width * height })
      .map((values) => image(width, height, values)),
  );

test("halving takes means over four pixels, and what a square has beside the picture is background", () => {
  assert.deepEqual(
    [...resample(image(4, 4, [1, 3, 5, 7, 1, 3, 5, 7, 0, 0, 8, 8, 4, 4, 0, 0]), 2).values],
    [2, 6, 2, 4],
  );
  // Two rows in a square of four: a row of background above and one below.
  assert.deepEqual([...resample(image(4, 2, [1, 3, 5, 7, 1, 3, 5, 7]), 2, 1).values], [1.5, 3.5, 1.5, 3.5]);
});

test("pixels that are not square become so", () => {
  const tall = image(2, 1, [2, 6], { pixelSize: [1, 2] });
  assert.deepEqual([...resample(tall, 2).values], [2, 6, 2, 6]);
});

test("a picture in its own size is itself, and resampling keeps the total brightness of what it covers", () => {
  fc.assert(
    fc.property(arbitraryImage, fc.integer({ min: 1, max: 8 }), (picture, size) => {
      const side = Math.max(picture.width, picture.height);
      if (size > side) return;
      const small = resample(picture, size);
      const mass = (values: Float32Array, area: number) =>
        values.reduce((sum, value) => sum + value, 0) * area;
      assert.ok(Math.abs(mass(small.values, (side / size) ** 2) - mass(picture.values, 1)) < 1e-2);
    }),
  );
  const same = image(3, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(resample(same, 3).values, same.values);
});

test("turning back gives the picture again, and a turned picture has the same values", () => {
  const flag = fc.boolean();
  fc.assert(
    fc.property(
      arbitraryImage,
      flag,
      flag,
      flag,
      (picture, isTransposed, isMirroredAcross, isMirroredDown) => {
        const turned = turnImage(picture, { isTransposed, isMirroredAcross, isMirroredDown });
        assert.deepEqual(turned.values.toSorted(), picture.values.toSorted());
        // Mirrors are undone in the old axes.
        const back = turnImage(turnImage(turned, { isTransposed: false, isMirroredAcross, isMirroredDown }), {
          isTransposed,
          isMirroredAcross: false,
          isMirroredDown: false,
        });
        assert.deepEqual(back, picture);
      },
    ),
  );
});

test("every way in which a slice can lie is brought to the usual view of its plane", () => {
  // A picture whose value at a pixel is the pixel's place in the patient: x + 10 y + 100 z.
  const axes = [0, 1, 2].flatMap((axis) =>
    [1, -1].map((sign) => [0, 1, 2].map((i) => (i === axis ? sign : 0))),
  );
  const place = ([x, y, z]: readonly number[]) => x! + 10 * y! + 100 * z!;
  const usual = { axial: [1, 10], coronal: [1, -100], sagittal: [10, -100] };
  let seen = 0;
  for (const across of axes)
    for (const down of axes) {
      if (across.every((value, i) => (value === 0) === (down[i] === 0))) {
        assert.throws(() => standardTurn(across, down), RangeError);
        continue;
      }
      const values = [0, 1, 2].flatMap((r) => [0, 1].map((c) => place(across) * c + place(down) * r));
      const turn = standardTurn(across, down);
      const turned = turnImage(image(2, 3, values), turn);
      const steps = [turned.values[1]! - turned.values[0]!, turned.values[turned.width]! - turned.values[0]!];
      assert.deepEqual(steps, usual[turn.plane]);
      assert.equal(turn.isOblique, false);
      seen += 1;
    }
  assert.equal(seen, 24);
  const tilted = [0, Math.cos(0.5), Math.sin(0.5)];
  assert.equal(standardTurn([1, 0, 0], tilted).isOblique, true);
});

test("a window clips, mirrors where small values are bright, and one of a picture's own leaves out its extremes", () => {
  const values = Float32Array.of(-2000, 0, 50, 100, 3000);
  assert.deepEqual([...windowed(values, { low: 0, high: 100 })], [0, 0, 0.5, 1, 1]);
  assert.deepEqual([...windowed(values, { low: 0, high: 100 }, true)], [1, 1, 0.5, 0, 0]);
  assert.throws(() => windowed(values, { low: 1, high: 1 }), RangeError);
  const hundred = Float32Array.from({ length: 200 }, (_, i) => (i < 199 ? i : 9e6));
  assert.deepEqual(ownWindow(hundred), { low: 2, high: 198 });
  assert.deepEqual(ownWindow(Float32Array.of(5, 5)), { low: 5, high: 6 });
  // What a volume of floats marks as cut away has no value: it is as dark as can be, and says nothing of the window.
  const holes = Float32Array.of(
    Number.NaN,
    1,
    Number.NaN,
    3,
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  );
  assert.deepEqual(ownWindow(holes), { low: 1, high: 3 });
  assert.deepEqual([...windowed(holes, { low: 1, high: 3 })], [0, 0, 0, 1, 0, 1]);
  assert.deepEqual(ownWindow(Float32Array.of(Number.NaN)), { low: 0, high: 1 });
});

test("patches lie wholly in the picture, and those with too little in them are left out", () => {
  const picture = image(
    5,
    4,
    Array.from({ length: 20 }, (_, i) => (i % 5 < 2 ? 0 : 1)),
  );
  const cut = (filled: number) => patchesOf(picture, { size: 2, stride: 2, filled, above: 0.5 });
  assert.equal(cut(0).length, 4);
  assert.equal(cut(0.5).length, 2);
  assert.deepEqual([...cut(0.5)[0]!.values], [1, 1, 1, 1]);
  assert.throws(() => patchesOf(picture, { size: 2, stride: 0, filled: 0, above: 0 }), RangeError);
});
