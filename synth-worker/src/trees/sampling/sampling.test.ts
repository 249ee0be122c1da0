import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { growDonorTree } from "../growth/growDonorTree.ts";
import { seedOf } from "../test-support/randomTable.ts";
import { alignMoments } from "./alignMoments.ts";
import { drawDonors } from "./drawDonors.ts";
import { frequentValues } from "./frequentValues.ts";
import { makeSmoother } from "./makeSmoother.ts";

const streamOf = (value: number) => fastStream(keystream(seedOf(value), "test"));

/** Two leaves: records 0-9 are left, 10-29 right. */
function twoLeaves() {
  const bins = Uint8Array.from({ length: 30 }, (_, i) => Number(i >= 10));
  return growDonorTree(
    { bins: [bins], binCounts: [2] },
    { classes: bins, count: 2, restarts: Uint8Array.of(1, 1), weights: Float64Array.of(1, 1) },
    Int32Array.from(bins.keys()),
    10,
  );
}

test("donors of a leaf are used equally often, to within one", () => {
  const tree = twoLeaves();
  const uses = new Uint32Array(30);
  const leaf = tree.left[0]!;
  const donors = drawDonors(
    tree,
    Int32Array.from({ length: 25 }, (_, i) => i),
    new Int32Array(25).fill(leaf),
    { cap: 3, uses },
    streamOf(1),
  );
  assert.ok(donors.every((donor) => donor < 10));
  assert.deepEqual([...new Set(uses.subarray(0, 10))].sort(), [2, 3]);
});

test("a leaf that is exhausted sends its rows up, and no donor passes the cap; none left is an error", () => {
  const tree = twoLeaves();
  const uses = new Uint32Array(30);
  const draw = (rows: number) =>
    drawDonors(
      tree,
      Int32Array.from({ length: rows }, (_, i) => i),
      new Int32Array(rows).fill(tree.left[0]!),
      { cap: 2, uses },
      streamOf(2),
    );
  const donors = draw(60);
  assert.deepEqual([...uses], new Array(30).fill(2));
  assert.equal(donors.filter((donor) => donor < 10).length, 20);
  assert.throws(() => draw(1), RangeError);
});

test("smoothing stays between the neighbours' gaps, keeps decimals and frequent values, and moves the others", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 80 }),
      fc.nat(2),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (cells, decimals, unit) => {
        const values = Float64Array.from([...cells, 0, 0, 0, 0], (cell) => cell / 10 ** decimals);
        const frequent = frequentValues(values, 4);
        assert.ok(frequent.includes(0));
        const smooth = makeSmoother(values, frequent, decimals);
        assert.equal(smooth(0, unit), 0);
        const [low, high] = [Math.min(...values), Math.max(...values)];
        for (const value of values) {
          const moved = smooth(value, unit);
          assert.ok(moved >= low && moved <= high, `${moved}`);
          assert.ok(Math.abs(moved * 10 ** decimals - Math.round(moved * 10 ** decimals)) < 1e-6);
          if (frequent.includes(value)) assert.equal(moved, value);
        }
      },
    ),
  );
  const smooth = makeSmoother(Float64Array.of(10, 20, 40), new Float64Array(0), 0);
  assert.deepEqual([smooth(10, 0), smooth(10, 0.999), smooth(20, 0), smooth(20, 0.999)], [10, 15, 15, 30]);
  assert.equal(smooth(33, 0.5), 33);
});

test("aligning moments exchanges donors within groups only and brings the product with a feature to the records'", () => {
  const n = 400;
  const stream = streamOf(3);
  const draw = () => Float32Array.from({ length: n }, () => stream.nextUint32() / 2147483648 - 1);
  const feature = draw();
  const own = feature.map((value, i) => (i % 2 === 0 ? value : -0.2 * value));
  const made = draw();
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const assignment = {
    rows: all,
    donorOf: Int32Array.from(all, (i) => (i * 7) % n),
    treeOf: Uint8Array.from(all, (i) => Number(i >= n / 2)),
    leafOf: new Int32Array(n),
    uses: new Uint32Array(n),
    cap: 3,
  };
  const before = assignment.donorOf.slice();
  const product = (donorOf: Int32Array) =>
    donorOf.reduce((sum, donor, i) => sum + own[donor]! * made[i]!, 0) / n;
  const target = own.reduce((sum, value, i) => sum + value * feature[i]!, 0) / n;
  alignMoments([own], { real: [feature], made: [made], weights: [1] }, all, assignment, streamOf(4));
  assert.ok(Math.abs(product(before) - target) > 0.05);
  assert.ok(Math.abs(product(assignment.donorOf) - target) < 0.005);
  for (const half of [0, n / 2])
    assert.deepEqual(
      [...assignment.donorOf.slice(half, half + n / 2)].sort((a, b) => a - b),
      [...before.slice(half, half + n / 2)].sort((a, b) => a - b),
    );
});
