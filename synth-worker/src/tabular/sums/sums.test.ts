import assert from "node:assert/strict";
import { test } from "node:test";
import { type CohortCondition, type DatasetSchema, junctionCells } from "@symbolon/protocol";
import { keystream } from "../../random/keystream.ts";
import { domainOf } from "../domain.ts";
import { roundCells } from "../generation/roundCells.ts";
import { cellsOf, cliqueTree } from "../inference/cliqueTree.ts";
import { countCells } from "../mechanisms/countCells.ts";
import { priorWeight } from "../mechanisms/priorWeight.ts";
import { ModelState } from "../model/modelState.ts";
import { conditionSums } from "./conditionSums.ts";
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
const { sizes } = domainOf(schema);
/** Every column, b and d, and all but d. */
const TABLES = [[0], [1], [2], [3], [1, 3], [0, 1, 2]];
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

/** The model of these records' tables with noise, told that it has this variance. */
function fitted(noise: (cell: number) => number = () => 0, variance = 1): ModelState {
  let cell = 0;
  const state = new ModelState({
    sizes,
    total: 3000,
    priorWeight: priorWeight(3000, Math.sqrt(variance / TABLES.length)),
    zeros: [],
    base: [],
  });
  for (const columns of TABLES) {
    const counts = countCells(records, sizes, columns).map((count) => count + noise(cell++));
    state.add({ columns, counts, variance });
  }
  state.refit({ tolerance: 1e-5, maxEvaluations: 2000 });
  return state;
}
/** Noise of about the standard deviation 30 that is the same on every run. */
const someNoise = (cell: number) => ((cell * 7919) % 101) - 50;

/** The fitted joint distribution over all 36 cells, by brute force from the potentials. */
function jointOf(state: ModelState): Float64Array {
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
  const state = fitted();
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
  const wanted = countCells(records, sizes, [0, 1, 2]).map((count) => count / 3000);
  const got = new Float64Array(12);
  for (let cell = 0; cell < 36; cell++) got[Math.floor(cell / 3)]! += joint[cell]!;
  for (const [i, share] of wanted.entries()) assert.ok(Math.abs(got[i]! - share) < 0.02, `cell ${i}`);
});

const cohort: CohortCondition[] = [
  { column: "b", in: ["b0", "b2"] },
  { column: "d", from: 5 },
];

test("a cohort's distribution is the joint one cut to it and scaled, cell by cell", () => {
  const state = fitted(someNoise, 600);
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
  for (const variance of [1, 600, 1_000_000]) {
    const state = fitted(someNoise, variance);
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
  const table = sampleSums(fitted(), schema, { rows: 3000, seed });
  const got = countCells(
    table.columns.map((cells) => Uint16Array.from(cells)),
    sizes,
    [0, 1, 2],
  );
  const wanted = countCells(records, sizes, [0, 1, 2]);
  for (const [i, count] of wanted.entries()) assert.ok(Math.abs(got[i]! - count) < 60, `cell ${i}`);
});

test("the fit repeats bit for bit, whatever else was fitted before", () => {
  const first = fitted(someNoise, 600);
  fitted();
  const again = fitted(someNoise, 600);
  assert.deepEqual(again.fit.potentials, first.fit.potentials);
  const [x, y] = [first, again].map((state) => sampleSums(state, schema, { rows: 200, seed, cohort }));
  assert.deepEqual(x, y);
});

test("a small model is fitted to its tolerance, so the result is the optimum and not a stop on the way", () => {
  for (const [noise, variance] of [
    [() => 0, 1],
    [someNoise, 600],
  ] as const)
    assert.ok(fitted(noise, variance).fit.gap <= 1e-5);
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
