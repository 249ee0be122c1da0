import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { midranks } from "../../math/midranks.ts";
import { association } from "./association.ts";
import { correlationRatio } from "./correlationRatio.ts";
import { cramersV } from "./cramersV.ts";
import { energyDistance } from "./energyDistance.ts";
import { kolmogorovSmirnov } from "./kolmogorovSmirnov.ts";
import { pearson } from "./pearson.ts";
import { spearman } from "./spearman.ts";
import { lcgPoints } from "./test-support/lcgPoints.ts";
import { levels, numbers } from "./test-support/smallTables.ts";
import { wassersteinOne } from "./wassersteinOne.ts";

const near = (actual: number | null, expected: number, tolerance = 1e-9) =>
  assert.ok(
    actual !== null && Math.abs(actual - expected) <= tolerance,
    `${actual} is not ${expected} +- ${tolerance}`,
  );
const { x, y } = lcgPoints();

test("the generator is that of the golden values", () => {
  [0.23645553, 0.36927067, 0.50424203].forEach((value, i) => {
    near(x.numbers[0]![i]!, value, 1e-8);
  });
});

test("Kolmogorov-Smirnov, Wasserstein and energy distance are scipy's", () => {
  const golden = [
    [0.052, 0.025393003954552115, 0.040860490641670986],
    [0.042, 0.017864705913975105, 0.029362685327542774],
    [0.112, 0.06866461122566833, 0.09741695392361618],
  ];
  golden.forEach(([ks, wasserstein, energy], c) => {
    near(kolmogorovSmirnov(x.numbers[c]!, y.numbers[c]!), ks!);
    near(wassersteinOne(x.numbers[c]!, y.numbers[c]!), wasserstein!);
    near(energyDistance(x.numbers[c]!, y.numbers[c]!), energy!);
  });
});

test("distances of small samples are those of the definitions, ties, missing cells and different lengths included", () => {
  const samples = fc.array(fc.option(fc.integer({ min: -4, max: 4 }), { nil: Number.NaN }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(samples, samples, (first, second) => {
      const [a, b] = [Float64Array.from(first), Float64Array.from(second)];
      const [p, q] = [first, second].map((values) => values.filter((value) => !Number.isNaN(value)));
      if (p!.length === 0 || q!.length === 0) {
        assert.deepEqual(
          [kolmogorovSmirnov(a, b), wassersteinOne(a, b), energyDistance(a, b)],
          [null, null, null],
        );
        return;
      }
      const at = (values: number[], t: number) => values.filter((value) => value <= t).length / values.length;
      let [most, area] = [0, 0];
      for (let t = -4; t < 4; t++) {
        const gap = Math.abs(at(p!, t) - at(q!, t));
        most = Math.max(most, gap);
        area += gap;
      }
      near(kolmogorovSmirnov(a, b), most);
      near(wassersteinOne(a, b), area);
      const mean = (u: number[], v: number[]) =>
        u.reduce((sum, one) => sum + v.reduce((s, two) => s + Math.abs(one - two), 0), 0) /
        (u.length * v.length);
      const energy = energyDistance(a, b)!;
      near(energy * energy, 2 * mean(p!, q!) - mean(p!, p!) - mean(q!, q!));
      assert.equal(energyDistance(a, a), 0);
    }),
    { numRuns: 200 },
  );
});

test("correlations are scipy's and leave out records with a missing cell", () => {
  near(pearson(x.numbers[0]!, x.numbers[2]!), 0.285321632622432);
  near(pearson(y.numbers[0]!, y.numbers[2]!), 0.205386055126412);
  near(spearman(x.numbers[0]!, x.numbers[2]!), 0.27009765639062555);
  const withHole = (values: Float64Array) => Float64Array.of(Number.NaN, ...values, 7);
  const [a, b] = [withHole(x.numbers[0]!), withHole(x.numbers[2]!)];
  b[501] = Number.NaN;
  near(pearson(a, b), 0.285321632622432);
  near(spearman(a, b), 0.27009765639062555);
  assert.deepEqual([...midranks(Float64Array.of(5, 1, 5, 0))], [3.5, 2, 3.5, 1]);
});

test("what does not vary has no correlation", () => {
  const tenths = new Float64Array(7).fill(0.1);
  const rising = Float64Array.from({ length: 7 }, (_, i) => i);
  const none = new Float64Array(7).fill(Number.NaN);
  for (const other of [tenths, none]) {
    assert.equal(pearson(tenths, other), null);
    assert.equal(pearson(rising, other), null);
    assert.equal(spearman(other, rising), null);
    assert.equal(correlationRatio(Int32Array.of(0, 1, 0, 1, 0, 1, 0), other), null);
  }
  assert.equal(correlationRatio(new Int32Array(7), rising), null);
  assert.equal(cramersV(new Int32Array(7), Int32Array.of(0, 1, 0, 1, 0, 1, 0)), null);
  assert.equal(cramersV(new Int32Array(0), new Int32Array(0)), null);
  assert.throws(() => pearson(rising, new Float64Array(3)), RangeError);
  assert.throws(() => correlationRatio(new Int32Array(3), rising), RangeError);
  assert.throws(() => cramersV(new Int32Array(3), new Int32Array(4)), RangeError);
});

test("the correlation ratio is the share of variance between levels, a missing category a level, a missing number left out", () => {
  // Means 2, 6 and 10 of two records each: between 64, within 2 + 2 + 8.
  const codes = Int32Array.of(0, 0, 1, 1, -1, -1, 1);
  const values = Float64Array.of(1, 3, 5, 7, 8, 12, Number.NaN);
  near(correlationRatio(codes, values), Math.sqrt(64 / 76));
  near(correlationRatio(Int32Array.of(0, 0, 5, 5), Float64Array.of(1, 1, 2, 2)), 1);
  near(correlationRatio(Int32Array.of(0, 1, 0, 1), Float64Array.of(1, 1, 2, 2)), 0);
});

test("Cramer's V is that of the table's chi-squared, counted in an array or by sorting", () => {
  const cells = [
    [10, 20, 0],
    [15, 5, 7],
  ];
  const pairs = cells.flatMap((line, i) =>
    line.flatMap((count, j) => new Array<number[]>(count).fill([i, j])),
  );
  const rows = [30, 27];
  const columns = [25, 25, 7];
  let chi = 0;
  cells.forEach((line, i) => {
    line.forEach((count, j) => {
      const expected = (rows[i]! * columns[j]!) / 57;
      chi += (count - expected) ** 2 / expected;
    });
  });
  const first = Int32Array.from(pairs, ([i]) => i! - 1);
  const second = Int32Array.from(pairs, ([, j]) => j!);
  near(cramersV(first, second), Math.sqrt(chi / 57));
  near(
    cramersV(
      first.map((i) => (i + 1) * 3000),
      second.map((j) => j * 3000),
    ),
    Math.sqrt(chi / 57),
  );
  near(cramersV(second, second), 1);
});

test("the association of two columns is chosen by their kinds, in either order", () => {
  const n = numbers("n", [1, 2, 4, 7]);
  const m = numbers("m", [4, 3, 1, 9]);
  const c = levels("c", [0, 1, 1, -1]);
  const d = levels("d", [0, 1, 0, 1]);
  if (n.kind !== "number" || m.kind !== "number" || c.kind !== "category" || d.kind !== "category")
    throw new Error("the helpers made other kinds");
  assert.equal(association(n, m), pearson(n.values, m.values));
  assert.equal(association(n, c), correlationRatio(c.codes, n.values));
  assert.equal(association(c, n), correlationRatio(c.codes, n.values));
  assert.equal(association(c, d), cramersV(c.codes, d.codes));
});
