import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Criterion } from "./criterion.ts";
import { growDonorTree } from "./growDonorTree.ts";

const SIZES = [4, 3];

/** Records of two predictors and a class of three; one restart at 0 (ordered) or one per class (Gini). */
const cases = fc.record({
  records: fc.array(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(2)), { minLength: 6, maxLength: 60 }),
  leaf: fc.integer({ min: 1, max: 6 }),
  isOrdered: fc.boolean(),
});

function setUp({ records, isOrdered }: { records: readonly [number, number, number][]; isOrdered: boolean }) {
  const criterion: Criterion = {
    classes: Uint8Array.from(records, (record) => record[2]),
    count: 3,
    restarts: isOrdered ? Uint8Array.of(1, 0, 0) : Uint8Array.of(1, 1, 1),
    weights: Float64Array.of(1, 2, 0.5),
  };
  const bins = [0, 1].map((p) => Uint8Array.from(records, (record) => record[p]!));
  return { criterion, bins, all: Int32Array.from(records.keys()) };
}

/** Weight minus the squares of running class weights over the weight: the criterion's definition. */
function score(classes: readonly number[], { restarts, weights }: Criterion): number {
  const counts = [0, 1, 2].map((k) => classes.filter((each) => each === k).length * weights[k]!);
  const total = counts.reduce((a, b) => a + b, 0);
  let run = 0;
  let sum = 0;
  counts.forEach((count, k) => {
    run = (restarts[k] === 1 ? 0 : run) + count;
    sum += run * run;
  });
  return total === 0 ? 0 : sum / total;
}

test("the root's cut is the best of all cuts that leave both sides a leaf's worth of records", () => {
  fc.assert(
    fc.property(cases, ({ records, leaf, isOrdered }) => {
      const { criterion, bins, all } = setUp({ records, isOrdered });
      const tree = growDonorTree({ bins, binCounts: SIZES }, criterion, all, leaf);
      const gainOf = (p: number, threshold: number) => {
        const left = records.filter((record) => record[p]! <= threshold).map((record) => record[2]);
        const right = records.filter((record) => record[p]! > threshold).map((record) => record[2]);
        if (left.length < leaf || right.length < leaf) return -1;
        return (
          score(left, criterion) +
          score(right, criterion) -
          score(
            records.map((record) => record[2]),
            criterion,
          )
        );
      };
      const best = Math.max(
        ...SIZES.flatMap((size, p) => Array.from({ length: size }, (_, t) => gainOf(p, t))),
      );
      if (tree.left[0]! < 0) assert.ok(best <= 1e-5, `a gain of ${best} was left`);
      else assert.ok(Math.abs(gainOf(tree.feature[0]!, tree.threshold[0]!) - best) < 1e-9);
    }),
    { numRuns: 200 },
  );
});

test("leaves part the records, hold at least a leaf's worth, and are where routing leads", () => {
  fc.assert(
    fc.property(cases, ({ records, leaf, isOrdered }) => {
      const { criterion, bins, all } = setUp({ records, isOrdered });
      const tree = growDonorTree({ bins, binCounts: SIZES }, criterion, all, leaf);
      const seen: number[] = [];
      for (let node = 0; node < tree.nodes; node++) {
        if (tree.left[node]! >= 0) {
          const [left, right] = [tree.left[node]!, tree.right[node]!];
          assert.deepEqual(
            [tree.start[left], tree.end[left], tree.end[right]],
            [tree.start[node], tree.start[right], tree.end[node]],
          );
          assert.equal(tree.parent[left], node);
          continue;
        }
        const inside = tree.records.subarray(tree.start[node]!, tree.end[node]!);
        assert.ok(node === 0 || inside.length >= leaf);
        for (const record of inside) {
          seen.push(record);
          let at = 0;
          while (tree.left[at]! >= 0)
            at = bins[tree.feature[at]!]![record]! <= tree.threshold[at]! ? tree.left[at]! : tree.right[at]!;
          assert.equal(at, node);
        }
      }
      assert.deepEqual(
        seen.sort((a, b) => a - b),
        [...all],
      );
    }),
    { numRuns: 200 },
  );
});

test("no predictors, or fewer records than two leaves: one leaf", () => {
  const { criterion, bins, all } = setUp({
    records: [
      [0, 0, 0],
      [3, 2, 2],
      [3, 1, 1],
    ],
    isOrdered: false,
  });
  assert.equal(growDonorTree({ bins: [], binCounts: [] }, criterion, all, 1).nodes, 1);
  assert.equal(growDonorTree({ bins, binCounts: SIZES }, criterion, all, 2).nodes, 1);
  assert.ok(growDonorTree({ bins, binCounts: SIZES }, criterion, all, 1).nodes > 1);
});
