import assert from "node:assert/strict";
import { test } from "node:test";
import { type CohortCondition, type DatasetSchema, junctionCells, SymbolonError } from "@symbolon/protocol";
import { keystream } from "../../random/keystream.ts";
import type { Measurement } from "../checkMeasurement.ts";
import { cliqueLayout } from "../cliqueLayout.ts";
import { domainOf } from "../domain.ts";
import { roundCells } from "../generation/roundCells.ts";
import { cellsOf, cliqueTree } from "../inference/cliqueTree.ts";
import { countCells } from "../mechanisms/countCells.ts";
import { combineOneWays } from "./combineOneWays.ts";
import { conditionSums } from "./conditionSums.ts";
import { fitSums } from "./fitSums.ts";
import { sampleSums } from "./sampleSums.ts";

const levels = (name: string, count: number) => ({
  name,
  label: name,
  kind: "categorical" as const,
  levels: Array.from({ length: count }, (_, i) => `${name}${i}`),
});
const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "tiny",
  columns: [
    levels("a", 2),
    levels("b", 3),
    levels("c", 2),
    { name: "d", label: "d", kind: "numeric", unit: "", edges: [0, 5, 10, 20] },
  ],
  pairs: [],
};
const { sizes, names } = domainOf(schema);
const WORKLOAD = [
  ["d", "b"],
  ["c", "a", "b"],
];
const layout = cliqueLayout({ sizes, names }, WORKLOAD);
const seed = new Uint8Array(32).fill(7);

/** 3,000 records in which c is the exclusive or of a and (b = 0), which no pair shows, and d follows b. */
const records = (() => {
  const stream = keystream(new Uint8Array(32), "records");
  const cells = sizes.map(() => new Uint16Array(3000));
  for (let row = 0; row < 3000; row++) {
    const [a, b] = [stream.nextBelow(2), stream.nextBelow(3)];
    const c = stream.nextBelow(20) === 0 ? stream.nextBelow(2) : a ^ (b === 0 ? 1 : 0);
    const d = stream.nextBelow(3) === 0 ? stream.nextBelow(3) : b;
    for (const [column, cell] of [a, b, c, d].entries()) cells[column]![row] = cell;
  }
  return cells;
})();

function measurement(noise: (cell: number) => number = () => 0, varianceNum = "1"): Measurement {
  const counts = layout.cliques.flatMap(({ columns }) => [...countCells(records, sizes, columns)]);
  return {
    schema,
    workload: WORKLOAD,
    varianceNum,
    varianceDen: "1",
    noiseFactorNum: 3,
    noiseFactorDen: 2,
    noisyCounts: counts.map((count, cell) => count + noise(cell)),
  };
}
/** Noise of about the standard deviation 30 that is the same on every run. */
const someNoise = (cell: number) => ((cell * 7919) % 101) - 50;

test("three columns are laid out in the order asked, last column fastest", () => {
  const triple = layout.cliques.at(-1)!;
  assert.deepEqual([triple.columns, triple.shape, triple.size], [[2, 0, 1], [2, 2, 3], 12]);
  assert.equal(layout.length, 2 + 3 + 2 + 3 + 9 + 12);
  for (const set of [["a"], ["a", "b", "a"], ["a", "b", "c", "d"]])
    assert.throws(
      () => cliqueLayout({ sizes, names }, [set]),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
  assert.throws(
    () =>
      cliqueLayout({ sizes, names }, [
        ["a", "b", "c"],
        ["c", "b", "a"],
      ]),
    /repeats/,
  );
});

test("every table of a column tells of it: exact counts stay exact, noisy ones are weighted by their cells", () => {
  const exact = combineOneWays(layout, measurement().noisyCounts);
  for (const [column, { counts }] of exact.entries()) {
    const truth = countCells(records, sizes, [column]);
    for (const [level, count] of counts.entries()) assert.ok(Math.abs(count - truth[level]!) < 1e-9);
  }
  // b: its own table, one of three cells per level, one of four.
  assert.ok(Math.abs(exact[1]!.weight - (1 + 1 / 3 + 1 / 4)) < 1e-12);
});

/** The fitted joint distribution over all 36 cells, by brute force from the potentials. */
function jointOf(state: ReturnType<typeof fitSums>): Float64Array {
  const joint = new Float64Array(36);
  let sum = 0;
  for (let cell = 0; cell < 36; cell++) {
    const at = [Math.floor(cell / 18), Math.floor(cell / 6) % 3, Math.floor(cell / 3) % 2, cell % 3];
    let log = 0;
    for (const [t, { columns }] of state.measured.entries()) {
      const index = columns.reduce((into, column) => into * sizes[column]! + at[column]!, 0);
      log += state.fit.potentials[t]![index]!;
    }
    joint[cell] = Math.exp(log);
    sum += joint[cell]!;
  }
  return joint.map((value) => value / sum);
}

test("the fit's beliefs are the exact margins of its product of potentials, and follow tables of three", () => {
  const state = fitSums(measurement());
  const joint = jointOf(state);
  const { tree, beliefs } = state.fit;
  for (const [c, { columns }] of tree.cliques.entries()) {
    const brute = new Float64Array(beliefs[c]!.length);
    for (let cell = 0; cell < 36; cell++) {
      const at = [Math.floor(cell / 18), Math.floor(cell / 6) % 3, Math.floor(cell / 3) % 2, cell % 3];
      brute[columns.reduce((into, column) => into * sizes[column]! + at[column]!, 0)]! += joint[cell]!;
    }
    for (const [i, value] of beliefs[c]!.entries()) assert.ok(Math.abs(value - brute[i]!) < 1e-9);
  }
  const wanted = countCells(records, sizes, [2, 0, 1]).map((count) => count / 3000);
  const got = new Float64Array(12);
  for (let cell = 0; cell < 36; cell++)
    got[(Math.floor(cell / 3) % 2) * 6 + Math.floor(cell / 18) * 3 + (Math.floor(cell / 6) % 3)]! +=
      joint[cell]!;
  for (const [i, share] of wanted.entries()) assert.ok(Math.abs(got[i]! - share) < 0.02, `cell ${i}`);
});

const cohort: CohortCondition[] = [
  { column: "b", in: ["b0", "b2"] },
  { column: "d", from: 5 },
];

test("a cohort's distribution is the joint one cut to it and scaled, cell by cell", () => {
  const state = fitSums(measurement(someNoise, "400"));
  const joint = jointOf(state);
  const conditioned = conditionSums(state, [
    { column: 1, allowed: Uint8Array.of(1, 0, 1) },
    { column: 3, allowed: Uint8Array.of(0, 1, 1) },
  ]);
  let inside = 0;
  const brute = new Float64Array(12);
  for (let cell = 0; cell < 36; cell++) {
    const [a, b, c, d] = [
      Math.floor(cell / 18),
      Math.floor(cell / 6) % 3,
      Math.floor(cell / 3) % 2,
      cell % 3,
    ];
    if (b === 1 || d === 0) continue;
    inside += joint[cell]!;
    brute[a * 6 + b * 2 + c]! += joint[cell]!;
  }
  const home = conditioned.tree.cliques.findIndex(({ columns }) => columns.join() === "0,1,2");
  for (const [i, value] of conditioned.beliefs[home]!.entries())
    assert.ok(Math.abs(value - brute[i]! / inside) < 1e-9);
});

test("no row ever leaves its cohort, for any number of rows and seed, also under heavy noise", () => {
  for (const variance of ["1", "400", "1000000"]) {
    const state = fitSums(measurement(someNoise, variance));
    for (const rows of [1, 2, 7, 500])
      for (let s = 0; s < 20; s++) {
        const table = sampleSums(state, schema, { rows, seed: seed.map((byte) => byte + s), cohort });
        for (let row = 0; row < rows; row++)
          assert.ok(table.columns[1]![row] !== 1 && table.columns[3]![row]! >= 1);
      }
  }
});

test("cells that cannot be get nothing even when earlier groups overdrew every possible one", () => {
  const out = new Uint32Array(1);
  const carry = Float64Array.of(0, -0.7, -0.6);
  roundCells(1, Float64Array.of(0, 0.5, 0.5), carry, out);
  assert.ok(out[0]! > 0);
});

test("sampled rows follow the fit, and what the tables of three alone can tell", () => {
  const table = sampleSums(fitSums(measurement()), schema, { rows: 3000, seed });
  const got = countCells(
    table.columns.map((cells) => Uint16Array.from(cells)),
    sizes,
    [0, 1, 2],
  );
  const wanted = countCells(records, sizes, [0, 1, 2]);
  for (const [i, count] of wanted.entries()) assert.ok(Math.abs(got[i]! - count) < 60, `cell ${i}`);
});

test("the fit repeats bit for bit, whatever else was fitted before", () => {
  const first = fitSums(measurement(someNoise, "400"));
  fitSums(measurement());
  const again = fitSums(measurement(someNoise, "400"));
  assert.deepEqual(again.fit.potentials, first.fit.potentials);
  const [x, y] = [first, again].map((state) => sampleSums(state, schema, { rows: 200, seed, cohort }));
  assert.deepEqual(x, y);
});

test("a small model is fitted to its tolerance, so the result is the optimum and not a stop on the way", () => {
  for (const [noise, variance] of [
    [() => 0, "1"],
    [someNoise, "400"],
  ] as const)
    assert.ok(fitSums(measurement(noise, variance)).fit.gap <= 1e-5);
});

test("counts of pure noise, all negative, still give a file", () => {
  const state = fitSums(measurement((cell) => -4000 - 13 * (cell % 5), "1000000"));
  assert.equal(sampleSums(state, schema, { rows: 1, seed }).rows, 1);
});

test("what protocol says a junction tree costs is what the engine's costs, on 300 random workloads", () => {
  const stream = keystream(new Uint8Array(32), "workloads");
  for (let trial = 0; trial < 300; trial++) {
    const columns = 3 + stream.nextBelow(8);
    const random = Array.from({ length: columns }, () => 2 + stream.nextBelow(6));
    const sets = Array.from({ length: stream.nextBelow(14) }, () => {
      const set = new Set<number>();
      while (set.size < 2 + (trial % 2)) set.add(stream.nextBelow(columns));
      return [...set];
    });
    assert.equal(junctionCells(random, sets), cellsOf(cliqueTree(random, sets)));
  }
});
