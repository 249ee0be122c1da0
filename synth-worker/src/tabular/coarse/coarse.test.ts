import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { StructuralZeros } from "../model/modelState.ts";
import { coarsen } from "./coarsen.ts";
import { coarseSize } from "./coarseSize.ts";
import { coarseZeros } from "./coarseZeros.ts";
import { denoiseLevels } from "./denoiseLevels.ts";
import { separateZeros } from "./separateZeros.ts";
import { smoothOrdered } from "./smoothOrdered.ts";

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const column = fc
  .array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 100, noNaN: true }), fc.constant(5000)), {
    minLength: 1,
    maxLength: 60,
  })
  .chain((counts) =>
    fc.record({
      counts: fc.constant(Float64Array.from(counts)),
      ordered: fc.boolean(),
      missing: fc.option(fc.nat(counts.length - 1)),
      least: fc.double({ min: 0, max: 300, noNaN: true }),
      most: fc.integer({ min: 1, max: 40 }),
    }),
  );

test("coarsen: levels from 0 without gaps, the missing level alone, ordered groups contiguous, none too thin or too many", () => {
  fc.assert(
    fc.property(column, ({ counts, ordered, missing, least, most }) => {
      const map = coarsen(counts, { ordered, missing }, { least, most });
      const size = coarseSize(map);
      assert.equal(map.length, counts.length);
      assert.deepEqual(new Set(map).size, size);
      if (missing !== null) assert.equal(map.filter((group) => group === map[missing]).length, 1);
      const present = [...map.keys()].filter((level) => level !== missing);
      const held = new Float64Array(size);
      for (const [level, count] of counts.entries()) held[map[level]!]! += count;
      const groups = new Set(present.map((level) => map[level]!));
      if (ordered) {
        const sequence = present.map((level) => map[level]!);
        assert.deepEqual(
          sequence,
          sequence.toSorted((a, b) => a - b),
        );
        if (groups.size > 1) for (const group of groups) assert.ok(held[group]! >= least / 2);
        // Closed groups hold 1/most; one more may be open before each large level and at the end.
        const enough = Math.max(least, sum(counts) / most);
        const large = present.filter((level) => counts[level]! >= enough).length;
        assert.ok(groups.size <= most + large + 1);
      } else {
        // At most one group of several levels, made of rare ones only.
        for (const group of groups) {
          const members = present.filter((level) => map[level] === group);
          if (members.length > 1) for (const level of members) assert.ok(counts[level]! < least);
        }
        assert.ok(
          present
            .filter((level) => counts[level]! < least)
            .every((level, _, rare) => map[level] === map[rare[0]!]),
        );
      }
    }),
    { numRuns: 1000 },
  );
});

test("coarsen: an all-zero column becomes one level, or one beside missing", () => {
  const counts = new Float64Array(10);
  for (const ordered of [true, false]) {
    assert.equal(coarseSize(coarsen(counts, { ordered, missing: null }, { least: 5, most: 32 })), 1);
    assert.equal(coarseSize(coarsen(counts, { ordered, missing: 9 }, { least: 5, most: 32 })), 2);
  }
});

test("smoothOrdered keeps the sum, whatever the counts", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1000, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1000, noNaN: true }),
      (counts, sigma) => {
        const smooth = smoothOrdered(Float64Array.from(counts), sigma);
        assert.ok(Math.abs(sum(smooth) - sum(counts)) <= 1e-9 * (1 + sum(counts.map(Math.abs))));
      },
    ),
  );
});

test("smoothOrdered: a stretch without structure comes out level, a spike stays where it was", () => {
  const flat = Float64Array.from({ length: 64 }, (_, i) => 100 + (i % 2 === 0 ? 3 : -3));
  // Differences of 6 between neighbours are 4.2 in units of one level's noise, below the threshold of 2 * 5.
  for (const value of smoothOrdered(flat, 5)) assert.ok(Math.abs(value - 100) < 1);
  const spiked = flat.slice();
  spiked[20] = 5000;
  const smooth = smoothOrdered(spiked, 5);
  // Shrinkage takes at most half a threshold per tree level, weighed by the level's size.
  assert.ok(smooth[20]! > 4900, `${smooth[20]}`);
  for (const [i, value] of smooth.entries())
    if (Math.abs(i - 20) > 1) assert.ok(Math.abs(value - 100) < 40, `${i}: ${value}`);
});

test("smoothOrdered takes a third of the noise away from a smooth curve", () => {
  // The error of 200 levels of Gaussian-like noise (sum of 12 uniforms), fixed seed: one deterministic case.
  let state = 1;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const truth = Float64Array.from({ length: 200 }, (_, i) => 1000 * Math.exp(-(((i - 90) / 50) ** 2)));
  const noisy = truth.map((count) => count + 40 * (sum(Array.from({ length: 12 }, uniform)) - 6));
  const error = (counts: Float64Array) => sum(counts.map((count, i) => Math.abs(count - truth[i]!)));
  assert.ok(error(smoothOrdered(noisy, 40)) < 0.7 * error(noisy));
});

test("denoiseLevels: nothing negative, the total asked for, the missing level not smoothed away", () => {
  const counts = Float64Array.of(-5, 10, 12, 9, 11, 400);
  for (const ordered of [true, false]) {
    const out = denoiseLevels(counts, 4, { ordered, missing: 5 }, 440);
    assert.ok(out.every((count) => count >= 0));
    assert.ok(Math.abs(sum(out) - 440) < 1e-9);
    assert.ok(Math.abs(out[5]! - 400) < 10);
  }
  // A total of one record, noise everywhere: still a distribution.
  assert.ok(
    Math.abs(
      sum(denoiseLevels(Float64Array.of(-900, -300, -800), 500, { ordered: true, missing: null }, 1)) - 1,
    ) < 1e-9,
  );
});

const rules = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 4 }).chain((sizes) =>
  fc.record({
    sizes: fc.constant(sizes),
    maps: fc.tuple(
      ...sizes.map((size) =>
        fc.array(fc.nat(2), { minLength: size, maxLength: size }).map((groups) => {
          const names = [...new Set(groups)];
          return Uint16Array.from(groups, (group) => names.indexOf(group));
        }),
      ),
    ),
    zeros: fc.array(
      fc.shuffledSubarray([...sizes.keys()], { minLength: 1, maxLength: 2 }).chain((columns) => {
        const cells = columns.reduce((product, column) => product * sizes[column]!, 1);
        return fc
          .array(fc.nat(1), { minLength: cells, maxLength: cells })
          .map((allowed): StructuralZeros => ({ columns, allowed: Uint8Array.from(allowed) }));
      }),
      { maxLength: 3 },
    ),
  }),
);

test("separateZeros: a coarse cell's fine cells are all possible or all impossible; no fine levels are joined that were not", () => {
  fc.assert(
    fc.property(rules, ({ sizes, maps, zeros }) => {
      const fine = separateZeros(maps, zeros);
      for (const [c, map] of fine.entries()) {
        assert.equal(new Set(map).size, coarseSize(map));
        for (let a = 0; a < map.length; a++)
          for (let b = 0; b < a; b++) if (map[a] === map[b]) assert.equal(maps[c]![a], maps[c]![b]);
      }
      for (const zero of zeros) {
        const coarse = coarseZeros(zero, fine);
        assert.deepEqual(
          coarse.columns,
          zero.columns.toSorted((a, b) => a - b),
        );
        for (let cell = 0; cell < zero.allowed.length; cell++) {
          let rest = cell;
          const levels = new Map<number, number>();
          for (const column of zero.columns.toReversed()) {
            levels.set(column, rest % sizes[column]!);
            rest = Math.floor(rest / sizes[column]!);
          }
          let into = 0;
          for (const column of coarse.columns)
            into = into * coarseSize(fine[column]!) + fine[column]![levels.get(column)!]!;
          assert.equal(coarse.allowed[into], zero.allowed[cell]);
        }
      }
    }),
    { numRuns: 300 },
  );
});
