import assert from "node:assert/strict";
import { test } from "node:test";
import type { FidelityFigures } from "./fidelityJob.ts";
import { halvesOf } from "./halvesOf.ts";
import { judgeFidelity } from "./judgeFidelity.ts";
import { planFidelity } from "./planFidelity.ts";

const figures = (membershipAuc: number, fitCpuSeconds: number): FidelityFigures => ({
  rows: 10,
  fitCpuSeconds,
  sampleCpuSeconds: 1,
  peakBytes: 2e8,
  accuracyUnivariate: 0.99,
  accuracyBivariate: 0.985,
  ceilingBivariate: 0.98,
  c2stAuc: 0.5,
  auroc: 0.9,
  aurocReal: 0.9,
  membershipAuc,
  membershipAucHigh: 0.55,
  tprAt1PercentFpr: 0.01,
});
const run = (seed: number, membershipAuc: number, fitCpuSeconds = 1) => ({
  table: "adult",
  seed,
  leaf: 100,
  figures: figures(membershipAuc, fitCpuSeconds),
});

test("bars judge the mean over the seeds, time and memory every seed, and a failed run misses all", () => {
  const met = (runs: Parameters<typeof judgeFidelity>[0]) =>
    Object.fromEntries(judgeFidelity(runs).map((bar) => [bar.what, bar.met]));
  const good = met([run(0, 0.54), run(1, 0.51)]);
  assert.deepEqual(new Set(Object.values(good)), new Set([true]));
  assert.equal(Object.keys(good).length, 5);
  const bad = met([run(0, 0.54), run(1, 0.53, 2)]);
  assert.equal(bad["membership AUC"], false);
  assert.equal(bad["fit + sample, CPU-s"], false);
  assert.equal(bad["bivariate accuracy"], true);
  const failed = met([run(0, 0.5), { table: "adult", seed: 1, leaf: 100, failed: "no" }]);
  assert.deepEqual(new Set(Object.values(failed)), new Set([false]));
  assert.deepEqual(judgeFidelity([]), []);
});

test("plans: all tables and three seeds, one when quick, errors for what is not there", () => {
  assert.equal(planFidelity({ quick: false }).length, 12);
  assert.equal(planFidelity({ quick: true }).length, 4);
  assert.deepEqual(planFidelity({ quick: true, tables: "nafld", seeds: "2", leaf: "50" }), [
    { table: "nafld", seed: 0, leaf: 50 },
    { table: "nafld", seed: 1, leaf: 50 },
  ]);
  for (const options of [{ tables: "none" }, { seeds: "0" }, { leaf: "1" }])
    assert.throws(() => planFidelity({ quick: false, ...options }));
});

test("halves part the records, and another seed parts them otherwise", () => {
  const values = Float64Array.from({ length: 101 }, (_, i) => i);
  const table = { rows: 101, columns: [{ name: "x", kind: "number", values, decimals: 0 } as const] };
  const cells = (seed: number) =>
    halvesOf(table, seed).map(({ columns: [c] }) => (c?.kind === "number" ? [...c.values] : []));
  const [a, b] = cells(1);
  assert.deepEqual([a!.length, b!.length, new Set([...a!, ...b!]).size], [50, 50, 100]);
  assert.notDeepEqual(cells(2), [a, b]);
  assert.deepEqual(cells(1), [a, b]);
});
