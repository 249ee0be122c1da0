import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { MixedTable } from "../../math/mixedTable.ts";
import { decileAccuracy } from "./decileAccuracy.ts";
import { decileCoder } from "./decileCoder.ts";
import { kWayDistances } from "./kWayDistances.ts";
import { halves, sharedDataMissing, sharedTable } from "./test-support/sharedTable.ts";
import { levels, numbers, tableOf } from "./test-support/smallTables.ts";

const near = (actual: number | null, expected: number, tolerance: number) =>
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected} +- ${tolerance}`,
  );
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

test("few different numbers are a bin each, what lies between goes down, what lies outside to the ends", () => {
  const coder = decileCoder(tableOf(numbers("n", [3, 1, 1, 7, null])));
  assert.deepEqual(coder.labels, [["1", "3", "7", "missing"]]);
  const other = coder.code(tableOf(numbers("n", [-5, 1, 2.9, 3, 6, 7, 100, null])));
  assert.deepEqual([...other.columns[0]!], [0, 0, 0, 1, 1, 2, 2, 3]);
  assert.deepEqual(other.sizes, [4]);
});

test("many different numbers are cut at order statistics, with no more decimals than tell the bins apart", () => {
  const coder = decileCoder(tableOf(numbers("n", range(1000))));
  assert.deepEqual(coder.labels[0]!.slice(0, 2), ["0 to below 99", "99 to below 199"]);
  assert.deepEqual(coder.labels[0]!.slice(-2), ["899 to 999", "missing"]);
  const counts = new Array(11).fill(0);
  for (const bin of coder.code(tableOf(numbers("n", range(1000)))).columns[0]!) counts[bin]++;
  assert.deepEqual(counts.slice(0, 10), [99, 100, 100, 100, 100, 100, 100, 100, 100, 101]);
  const fine = decileCoder(
    tableOf(
      numbers(
        "n",
        range(1000).map((i) => i / 1000),
      ),
    ),
  );
  assert.equal(fine.labels[0]![1], "0.09 to below 0.19");
});

test("a value that is half of all leaves the search enough probes to find ten bins in the rest", () => {
  const values = range(2000).map((i) => (i < 1000 ? 0 : i));
  const coder = decileCoder(tableOf(numbers("n", values)));
  assert.ok(coder.labels[0]!.length >= 11, coder.labels[0]!.join());
  assert.match(coder.labels[0]![0]!, /^0 to below /);
});

test("levels below five records, and all beyond the ten commonest, are put together; missing is apart", () => {
  const codes = range(12).flatMap((level) => new Array(20 - level).fill(level));
  const twelve = levels("c", [...codes, -1, -1], 12);
  assert.deepEqual(decileCoder(tableOf(twelve)).labels, [[..."abcdefghij", "other", "missing"]]);
  const rare = levels("c", [0, 0, 0, 0, 0, 1, 1, 1, 1, -1], 3);
  const coder = decileCoder(tableOf(rare));
  assert.deepEqual(coder.labels, [["a", "other", "missing"]]);
  assert.deepEqual([...coder.code(tableOf(levels("c", [0, 1, 2, -1], 3))).columns[0]!], [0, 1, 1, 2]);
  const named = { ...rare, levels: ["other", "b", "c"] } as typeof rare;
  assert.deepEqual(decileCoder(tableOf(named)).labels, [["other", "all other", "missing"]]);
});

test("a reference without one number still has a bin for numbers and one for missing cells", () => {
  const coder = decileCoder(tableOf(numbers("n", [null, null])));
  assert.deepEqual([...coder.code(tableOf(numbers("n", [4, null]))).columns[0]!], [0, 1]);
});

const tables: fc.Arbitrary<MixedTable> = fc
  .array(
    fc.tuple(
      fc.option(fc.integer({ min: -20, max: 20 })),
      fc.integer({ min: -1, max: 3 }),
      fc.integer({ min: -1, max: 2 }),
      fc.option(fc.integer({ min: 0, max: 5 })),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((rows) =>
    tableOf(
      numbers(
        "n",
        rows.map(([n]) => n),
      ),
      levels(
        "c",
        rows.map(([, c]) => c),
      ),
      levels(
        "d",
        rows.map(([, , d]) => d),
      ),
      numbers(
        "m",
        rows.map(([, , , m]) => m),
      ),
    ),
  );

test("accuracies are 1 - sum |p - q| / 2 of written cells, and tables equal to themselves reach 1", () => {
  fc.assert(
    fc.property(tables, tables, (training, synthetic) => {
      const { code } = decileCoder(training);
      const [p, q] = [code(training), code(synthetic)];
      const slowly = (set: readonly number[]) => {
        const gaps = new Map<string, number>();
        for (const [coded, sign] of [
          [p, 1],
          [q, -1],
        ] as const)
          for (let row = 0; row < coded.rows; row++) {
            const cell = set.map((c) => coded.columns[c]![row]).join();
            gaps.set(cell, (gaps.get(cell) ?? 0) + sign / coded.rows);
          }
        return 1 - [...gaps.values()].reduce((sum, gap) => sum + Math.abs(gap), 0) / 2;
      };
      const mean = (sets: number[][]) => sets.reduce((sum, set) => sum + slowly(set), 0) / sets.length;
      const pairs = [
        [0, 1],
        [0, 2],
        [0, 3],
        [1, 2],
        [1, 3],
        [2, 3],
      ];
      const found = decileAccuracy({ training, synthetic });
      near(found.univariate, mean([[0], [1], [2], [3]]), 1e-12);
      near(found.bivariate, mean(pairs), 1e-12);
      near(
        found.trivariate,
        mean([
          [0, 1, 2],
          [0, 1, 3],
          [0, 2, 3],
          [1, 2, 3],
        ]),
        1e-12,
      );
      found.pairs.forEach(({ accuracy }, i) => {
        near(accuracy, slowly(pairs[i]!), 1e-12);
      });
      const same = decileAccuracy({ training, synthetic: training, holdout: synthetic });
      assert.deepEqual([same.univariate, same.bivariate, same.trivariate], [1, 1, 1]);
      assert.equal(same.ceiling?.trivariate, found.trivariate);
      assert.equal(decileAccuracy({ training, synthetic }, { order: 2 }).trivariate, null);
    }),
    { numRuns: 60 },
  );
});

test("the expected accuracy is the half-normal formula", () => {
  const training = tableOf(levels("c", [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]));
  const synthetic = tableOf(levels("c", [0, 1, 1, 1, 1, 1, 1, 1]));
  const p = 6 / 16;
  const gap = Math.sqrt((2 / Math.PI) * p * (1 - p) * (1 / 16 + 1 / 8));
  const found = decileAccuracy({ training, synthetic });
  near(found.expected.univariate, 1 - (2 * gap) / 2, 1e-12);
  assert.deepEqual([found.bivariate, found.trivariate], [null, null]);
});

test("tables without records, with other columns or other kinds are refused", () => {
  const training = tableOf(numbers("n", [1, 2]), levels("c", [0, 1]));
  for (const synthetic of [
    tableOf(numbers("n", []), levels("c", [])),
    tableOf(numbers("n", [1])),
    tableOf(levels("c", [0]), numbers("n", [1])),
    tableOf(numbers("n", [1]), levels("c", [0], 9)),
  ])
    assert.throws(() => decileAccuracy({ training, synthetic }), RangeError);
  assert.throws(() => decileCoder(training, { bins: 400 }), RangeError);
  const wide = { sizes: [256], rows: 1, columns: [Uint8Array.of(0)] };
  assert.throws(() => kWayDistances(wide, wide), RangeError);
});

// Half against half by a fixed seed; other seeds move the 2-way mean by about .004. The reference code gives these figures for this split.
for (const [name, univariate, bivariate, expected, published] of [
  ["breast/rotterdam", 0.9763341956500909, 0.9354367966038, 0.9308297687710724, 0.931],
  ["nafld/nafld_subject", 0.9868480348894071, 0.9594630289718049, 0.957415736855185, 0.958],
  ["flchain/flchain", 0.9805574156602859, 0.9481977509409564, 0.9480957853272319, 0.95],
] as const)
  test(`${name}: real halves agree as the reference says, near the published ceiling`, {
    skip: sharedDataMissing,
  }, () => {
    const { training, holdout } = halves(sharedTable(name));
    const found = decileAccuracy({ training, synthetic: holdout, holdout });
    near(found.univariate, univariate, 1e-12);
    near(found.bivariate, bivariate, 1e-12);
    near(found.expected.bivariate, expected, 1e-12);
    near(found.bivariate, published, 0.006);
    assert.deepEqual(found.ceiling, {
      univariate: found.univariate,
      bivariate: found.bivariate,
      trivariate: found.trivariate,
    });
  });
