import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { fastStream } from "../../random/fastStream.ts";
import { keystream } from "../../random/keystream.ts";
import { BeliefPropagation } from "../inference/beliefPropagation.ts";
import { cliqueTree } from "../inference/cliqueTree.ts";
import { countCells } from "../mechanisms/countCells.ts";
import { drawFine } from "./drawFine.ts";
import { goldenRanks } from "./goldenRanks.ts";
import { roundCells } from "./roundCells.ts";
import { sampleTree } from "./sampleTree.ts";

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

test("goldenRanks is a permutation that orders the golden sequence", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(2 ** 32 - 1), (count, phase) => {
      const ranks = new Uint32Array(count);
      goldenRanks(count, phase, ranks, new Uint32Array(3 * count + 2));
      const terms = Array.from({ length: count }, (_, i) => (phase + Math.imul(i, 2654435769)) >>> 0);
      const byRank = new Array<number>(count);
      for (const [i, rank] of ranks.entries()) byRank[rank] = terms[i]!;
      assert.deepEqual(
        byRank,
        terms.toSorted((a, b) => a - b),
      );
    }),
  );
});

test("goldenRanks spreads every run of records evenly: discrepancy of 100 in a row out of 10,000 below 6 %", () => {
  const count = 10_000;
  const ranks = new Uint32Array(count);
  goldenRanks(count, 12345, ranks, new Uint32Array(3 * count + 2));
  for (let start = 0; start < count - 100; start += 700) {
    const own = [...ranks.subarray(start, start + 100)].sort((a, b) => a - b);
    for (const [i, rank] of own.entries()) assert.ok(Math.abs(rank / count - i / 100) < 0.06);
  }
});

const shares = fc
  .array(fc.oneof(fc.constant(0), fc.constant(1e-12), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 30,
  })
  .filter((weights) => sum(weights) > 1e-6)
  .map((weights) => Float64Array.from(weights, (weight) => weight / sum(weights)));

test("roundCells: every running sum within one of its target, ascending, nothing where the share is 0", () => {
  fc.assert(
    fc.property(shares, fc.integer({ min: 1, max: 500 }), (own, total) => {
      const out = new Uint32Array(total);
      roundCells(total, own, new Float64Array(own.length), out);
      let target = 0;
      for (let cell = 0; cell < own.length; cell++) {
        target += total * own[cell]!;
        const until = out.filter((each) => each <= cell).length;
        assert.ok(Math.abs(until - target) <= 1, `${until} of ${target}`);
      }
      assert.deepEqual(
        [...out],
        [...out].sort((a, b) => a - b),
      );
      for (const cell of out) assert.ok(own[cell]! > 0);
    }),
  );
});

test("roundCells: the carry is what was rounded away, and impossible cells get nothing whatever they are owed", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 8 }).chain((cells) =>
        fc.array(
          fc.record({
            weights: fc
              .array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })), {
                minLength: cells,
                maxLength: cells,
              })
              .filter((weights) => sum(weights) > 1e-6),
            total: fc.integer({ min: 1, max: 6 }),
          }),
          { minLength: 1, maxLength: 40 },
        ),
      ),
      (groups) => {
        const cells = groups[0]!.weights.length;
        const carry = new Float64Array(cells);
        const due = new Float64Array(cells);
        for (const { weights, total } of groups) {
          const own = Float64Array.from(weights, (weight) => weight / sum(weights));
          const out = new Uint32Array(total).fill(999);
          roundCells(total, own, carry, out);
          for (const cell of out) {
            assert.ok(own[cell]! > 0);
            due[cell]! -= 1;
          }
          for (let cell = 0; cell < cells; cell++) due[cell]! += total * own[cell]!;
        }
        for (let cell = 0; cell < cells; cell++) assert.ok(Math.abs(carry[cell]! - due[cell]!) < 1e-9);
      },
    ),
  );
});

test("roundCells: many groups of one record follow the shares together", () => {
  const own = Float64Array.of(0.1, 0.2, 0.3, 0.05, 0.35);
  const carry = new Float64Array(5);
  const counts = new Float64Array(5);
  const out = new Uint32Array(1);
  for (let group = 0; group < 1000; group++) {
    roundCells(1, own, carry, out);
    counts[out[0]!]!++;
  }
  for (const [cell, count] of counts.entries())
    assert.ok(Math.abs(count - 1000 * own[cell]!) <= 3, `${counts}`);
});

test("roundCells: what is owed does not make the all but impossible happen; nothing possible is an error", () => {
  const out = new Uint32Array(2);
  roundCells(2, Float64Array.of(1 - 1e-9, 1e-9), Float64Array.of(-0.9, 0.9), out);
  assert.deepEqual([...out], [0, 0]);
  // Everything possible was dealt too often before: the share 0 still gets nothing.
  roundCells(2, Float64Array.of(0, 0.5, 0.5), Float64Array.of(9, -4, -5), out);
  assert.deepEqual([...out], [1, 2]);
  assert.throws(() => roundCells(1, new Float64Array(3), new Float64Array(3), out), RangeError);
});

/** A calibrated tree over 5 columns: chain, ring and an isolated column. */
function model(seed: number) {
  const sizes = [4, 3, 5, 2, 6];
  const tree = cliqueTree(sizes, [
    [0, 1],
    [1, 2],
    [2, 3],
    [0, 3],
  ]);
  const propagation = new BeliefPropagation(tree);
  const bytes = new Uint8Array(32).fill(seed);
  const stream = fastStream(keystream(bytes, "test"));
  const beliefs = propagation.cells.map((cells) =>
    Float64Array.from({ length: cells }, () =>
      stream.nextBelow(6) === 0 ? 0 : stream.nextUint32() / 2 ** 32,
    ),
  );
  propagation.calibrate(beliefs);
  return { sizes, tree, beliefs };
}

test("sampleTree: the table of every clique lies within rounding of rows * belief, zeros get no rows", () => {
  for (const seed of [1, 2, 3, 4]) {
    const { sizes, tree, beliefs } = model(seed);
    for (const rows of [1, 7, 1000, 20_000]) {
      const cells = sampleTree(tree, beliefs, rows, keystream(new Uint8Array(32).fill(seed), "rows 0"));
      for (const [c, { columns }] of tree.cliques.entries()) {
        const counts = countCells(cells, sizes, columns);
        let error = 0;
        for (const [i, p] of beliefs[c]!.entries()) {
          error += Math.abs(counts[i]! - rows * p);
          if (p === 0) assert.equal(counts[i], 0);
          // A clique's group sizes are off by one or two, its own rounding by one more, and the tree is four deep.
          assert.ok(
            Math.abs(counts[i]! - rows * p) < 6,
            `cell ${i} of ${columns}: ${counts[i]} for ${rows * p}`,
          );
        }
        // Independent draws would err by about sqrt(2 rows cells / pi): 500 for 20,000 rows and 20 cells.
        assert.ok(error <= 2 * counts.length);
      }
    }
  }
});

test("sampleTree: columns the model holds independent come out so, and rows are in no order", () => {
  const sizes = [4, 4];
  const tree = cliqueTree(sizes, []);
  const beliefs = tree.cliques.map(() => new Float64Array(4).fill(0.25));
  const rows = 16_000;
  const cells = sampleTree(tree, beliefs, rows, keystream(new Uint8Array(32), "rows 0"));
  for (const count of countCells(cells, sizes, [0, 1])) assert.ok(Math.abs(count - 1000) < 30, `${count}`);
  // The first tenth of the rows: sd of a count is 17; 90 is 5 sd, wrong once in 1e6 (fixed seed: never after that).
  const first = cells.map((column) => column.subarray(0, rows / 10));
  for (const count of countCells(first, sizes, [0])) assert.ok(Math.abs(count - 400) < 90, `${count}`);
});

test("sampleTree: the same rows on every machine", () => {
  const { tree, beliefs } = model(5);
  // Beliefs are rounded so that the hash depends on sampling alone.
  const rounded = beliefs.map((table) => table.map((p) => Math.round(p * 2 ** 30) / 2 ** 30));
  const hash = createHash("sha256");
  for (const column of sampleTree(tree, rounded, 5000, keystream(new Uint8Array(32).fill(9), "rows 0")))
    for (const cell of column) hash.update(`${cell},`);
  assert.equal(hash.digest("hex"), "c973a6a9171ea8475c7e0e943c8b3ec76a6105bbc76301ed616b13879ea5d27b");
});

test("drawFine: fine levels follow their weights within rounding, evidence and weight 0 leave levels out", () => {
  const stream = fastStream(keystream(new Uint8Array(32), "test"));
  const column = { map: [0, 0, 0, 1, 1, 2, 2], weights: [5, 3, 2, 1, 0, 0, 0], noisyCounts: [], sigma: 1 };
  const coarse = Uint16Array.from({ length: 3000 }, (_, row) => row % 3);
  const counts = new Float64Array(7);
  for (const level of drawFine(coarse, column, null, stream.nextUint32)) counts[level]!++;
  for (const [level, expected] of [500, 300, 200, 1000, 0, 500, 500].entries())
    assert.ok(Math.abs(counts[level]! - expected) <= 4, `${counts}`);
  const allowed = Float64Array.of(0, 1, 1, 1, 1, 0, 1);
  const given = new Float64Array(7);
  for (const level of drawFine(coarse, column, allowed, stream.nextUint32)) given[level]!++;
  for (const [level, expected] of [0, 600, 400, 1000, 0, 0, 1000].entries())
    assert.ok(Math.abs(given[level]! - expected) <= 4, `${given}`);
});
