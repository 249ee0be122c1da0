import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import type { Points } from "../points.ts";
import { quantile } from "../quantile.ts";
import { columnScales } from "./columnScales.ts";
import { evenRows } from "./evenRows.ts";
import { finestGap } from "./finestGap.ts";
import { joinRecords } from "./joinRecords.ts";
import { nearestGower } from "./nearestGower.ts";
import { nearestPoints } from "./nearestPoints.ts";
import { nearestRecords } from "./nearestRecords.ts";
import { pickColumns } from "./pickColumns.ts";

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} +- ${tolerance}`);

const NONE = Number.NaN;
/** Records of two numbers, one of them constant where `flat`, and two categories; null or -1 is missing. */
const records: fc.Arbitrary<MixedTable> = fc
  .tuple(
    fc.boolean(),
    fc.array(
      fc.tuple(
        fc.option(fc.integer({ min: -3, max: 3 })),
        fc.option(fc.double({ min: -1e3, max: 1e3, noNaN: true })),
        fc.integer({ min: -1, max: 2 }),
        fc.integer({ min: -1, max: 40 }),
      ),
      { minLength: 1, maxLength: 60 },
    ),
  )
  .map(([flat, rows]) => ({
    rows: rows.length,
    columns: [
      {
        name: "a",
        kind: "number",
        decimals: 0,
        values: Float64Array.from(rows, (r) => (flat ? 1 : (r[0] ?? NONE))),
      },
      { name: "b", kind: "number", decimals: 3, values: Float64Array.from(rows, (r) => r[1] ?? NONE) },
      { name: "c", kind: "category", levels: ["x", "y", "z"], codes: Int32Array.from(rows, (r) => r[2]) },
      {
        name: "d",
        kind: "category",
        levels: Array.from({ length: 41 }, String),
        codes: Int32Array.from(rows, (r) => r[3]),
      },
    ],
  }));

/** Gower's distance cell by cell, as the definition says. */
function gower(a: MixedTable, i: number, b: MixedTable, j: number): number {
  const scales = columnScales([b]);
  let sum = 0;
  a.columns.forEach((column, c) => {
    const other = b.columns[c]!;
    if (column.kind === "number" && other.kind === "number") {
      const [x, y] = [column.values[i]!, other.values[j]!];
      if (Number.isNaN(x) || Number.isNaN(y)) sum += Number.isNaN(x) && Number.isNaN(y) ? 0 : 1;
      else sum += Math.min(1, Math.abs(x - y) / scales[c]!.width);
    } else if (column.kind === "category" && other.kind === "category")
      sum += column.codes[i] === other.codes[j] ? 0 : 1;
  });
  return sum / a.columns.length;
}

test("the nearest records are those of a search through all pairs, with missing cells, ties and records left out", () => {
  fc.assert(
    fc.property(
      records,
      records,
      fc.integer({ min: 1, max: 4 }),
      fc.boolean(),
      (query, reference, k, out) => {
        const leftOut = out ? { leftOut: (row: number) => row % reference.rows } : {};
        const found = nearestRecords(query, reference, { k, ...leftOut });
        for (let i = 0; i < query.rows; i++) {
          const all = Array.from({ length: reference.rows }, (_, j) => gower(query, i, reference, j)).filter(
            (_, j) => !out || j !== i % reference.rows,
          );
          const sorted = all.sort((a, b) => a - b);
          for (let n = 0; n < k; n++) {
            const distance = found.distances[i * k + n]!;
            const place = found.places[i * k + n]!;
            if (n >= sorted.length) {
              assert.equal(place, -1);
              assert.equal(distance, Number.POSITIVE_INFINITY);
            } else {
              near(distance, sorted[n]!, 1e-11);
              near(distance, gower(query, i, reference, place), 1e-11);
            }
          }
          const places = found.places.subarray(i * k, (i + 1) * k).filter((place) => place >= 0);
          assert.equal(new Set(places).size, places.length);
          assert.ok(!out || !places.includes(i % reference.rows));
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("of equally near records the first in the file comes first, however the file is sorted into boxes", () => {
  const codes = Int32Array.from({ length: 500 }, (_, row) => (row * 7) % 5);
  const table: MixedTable = {
    rows: 500,
    columns: [{ name: "c", kind: "category", levels: ["0", "1", "2", "3", "4"], codes }],
  };
  const { places, distances } = nearestRecords(table, table, { k: 2 });
  codes.forEach((code, row) => {
    const first = codes.indexOf(code);
    assert.deepEqual([places[row * 2], places[row * 2 + 1]], [first, codes.indexOf(code, first + 1)]);
  });
  assert.ok(distances.every((distance) => distance === 0));
});

const one = (value: number | null, code: number): MixedTable => ({
  rows: 1,
  columns: [
    { name: "n", kind: "number", decimals: 0, values: Float64Array.of(value ?? NONE) },
    { name: "c", kind: "category", levels: ["x", "y"], codes: Int32Array.of(code) },
  ],
});
const scales = columnScales([joinRecords(one(0, 0), one(10, 1))]);
const distance = (a: MixedTable, b: MixedTable) => nearestRecords(a, b, { k: 1, scales }).distances[0];

test("two missing cells are equal, one is a whole unit from any value: nothing is NaN", () => {
  assert.equal(distance(one(null, 0), one(null, 0)), 0);
  assert.equal(distance(one(null, 0), one(3, 0)), 0.5);
  assert.equal(distance(one(3, 0), one(null, 0)), 0.5);
  assert.equal(distance(one(3, -1), one(3, -1)), 0);
  assert.equal(distance(one(3, -1), one(3, 0)), 0.5);
  assert.equal(distance(one(null, -1), one(7, 1)), 1);
});

test("a number far outside the range is one unit away and no more; in a constant column any other value is", () => {
  near(distance(one(2, 0), one(4.5, 0))!, 0.125);
  assert.equal(distance(one(1e300, 0), one(0, 0)), 0.5);
  assert.equal(distance(one(Number.NEGATIVE_INFINITY, 0), one(0, 0)), 0.5);
  const flat = columnScales([one(5, 0)]);
  assert.deepEqual(flat, [{ least: 5, width: 1 }, null]);
  assert.equal(nearestRecords(one(6, 0), one(5, 0), { k: 1, scales: flat }).distances[0], 0.5);
  assert.deepEqual(columnScales([one(null, 0)])[0], { least: 0, width: 1 });
});

/** The golden data of shared/reference/synth.md, part 3: 500 draws from seed k. */
function draws(seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: 500 }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 4294967296;
  });
}
const points = (columns: readonly Float64Array[]): Points => ({
  rows: 500,
  dimensions: 3,
  values: Float64Array.from({ length: 1500 }, (_, at) => columns[at % 3]![Math.floor(at / 3)]!),
});

test("Euclidean distances: the golden DCR and NNDR of 500 x 500 points", () => {
  const [a, b, c] = [draws(1), draws(2), draws(3)];
  const [p, q, r] = [draws(11), draws(12), draws(13)];
  assert.deepEqual(
    Array.from(a!.subarray(0, 3), (u) => u.toFixed(8)),
    ["0.23645553", "0.36927067", "0.50424203"],
  );
  const x = points([a!, b!.map((u) => u * u), c!.map((u, i) => u + 0.3 * a![i]!)]);
  const y = points([p!, q!.map((u) => u ** 1.8), r!.map((u, i) => u + 0.2 * p![i]!)]);
  const { distances } = nearestPoints(y, x, { k: 2 });
  const first = distances.filter((_, i) => i % 2 === 0);
  const ratios = first.map((d, i) => d / distances[2 * i + 1]!);
  near(first.reduce((sum, d) => sum + d, 0) / 500, 0.0585792047394474);
  near(quantile(first, 0.05), 0.026087926486006465);
  near(ratios.reduce((sum, ratio) => sum + ratio, 0) / 500, 0.8139988218363573);
});

test("rows are picked evenly, tables joined and cut without a change to any cell", () => {
  assert.deepEqual([...evenRows(10, 4)], [0, 2, 5, 7]);
  assert.deepEqual([...evenRows(3, 5)], [0, 1, 2]);
  const joined = joinRecords(one(null, 0), one(10, -1));
  assert.deepEqual(pickRecords(joined, Int32Array.of(1)), one(10, -1));
  assert.deepEqual(pickColumns(joined, [1]).columns, [joined.columns[1]]);
  near(finestGap(joined, scales), 1 / 10 / 2);
  assert.equal(finestGap(pickColumns(joined, [1]), [null]), 1);
});

test("what cannot be compared is refused", () => {
  const table = one(1, 0);
  const flipped = pickColumns(table, [1, 0]);
  const none = pickRecords(table, new Int32Array(0));
  for (const wrong of [
    () => nearestRecords(table, table, { k: 0 }),
    () => nearestRecords(table, flipped, { k: 1 }),
    () => nearestRecords(pickColumns(table, [0]), table, { k: 1 }),
    () =>
      nearestPoints(
        { rows: 1, dimensions: 2, values: new Float64Array(2) },
        { rows: 1, dimensions: 1, values: new Float64Array(1) },
        { k: 1 },
      ),
    () =>
      nearestPoints(
        { rows: 0, dimensions: 1, values: new Float64Array(0) },
        { rows: 0, dimensions: 1, values: new Float64Array(0) },
        { k: 0.5 },
      ),
    () => columnScales([]),
    () => columnScales([table, flipped]),
    () => columnScales([joinRecords(one(-1e308, 0), one(1e308, 0))]),
    () => joinRecords(table, flipped),
    () => joinRecords(table, pickColumns(table, [0])),
    () => pickRecords(table, Int32Array.of(1)),
    () => pickColumns(table, [2]),
  ])
    assert.throws(wrong, RangeError);
  assert.deepEqual([...nearestRecords(table, none, { k: 1, scales }).places], [-1]);
  assert.equal(nearestRecords(none, table, { k: 1 }).places.length, 0);
});

test("many columns of which only some differ, many records: boxes leave nothing out", () => {
  const u = draws(5);
  const random: Points = {
    rows: 2000,
    dimensions: 8,
    values: Float64Array.from({ length: 16_000 }, (_, i) => {
      const value = u[(i * 37) % 500]! * (1 + ((i * 13) % 7));
      return i % 8 < 4 ? Math.floor(value * 3) : value;
    }),
  };
  const query: Points = {
    rows: 100,
    dimensions: 8,
    values: random.values.slice(0, 800).map((v, i) => v + (i % 3)),
  };
  const { distances } = nearestGower(query, random, { k: 1 });
  distances.forEach((found, i) => {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < random.rows; j++) {
      let sum = 0;
      for (let c = 0; c < 8; c++)
        sum += Math.min(1, Math.abs(query.values[i * 8 + c]! - random.values[j * 8 + c]!));
      if (sum < least) least = sum;
    }
    near(found, least / 8);
  });
});
