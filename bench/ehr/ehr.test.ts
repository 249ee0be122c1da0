import assert from "node:assert/strict";
import { test } from "node:test";
import { type EhrRun, judgeEhr } from "./judgeEhr.ts";

const run = (seed: number, biliLag1Error: number, violations: number): EhrRun => ({
  job: { kind: "pbc", seed },
  figures: { biliLag1Error, albuminLag1Error: 0, plateletLag1Error: 0, violations },
});

test("bars judge the mean over the seeds, violations every seed, and a figure that is not there misses", () => {
  const met = (runs: readonly EhrRun[]) =>
    Object.fromEntries(judgeEhr(runs).map((bar) => [bar.figure, bar.met]));
  assert.deepEqual(met([run(0, 0.08, 0), run(1, 0.01, 0)]), {
    biliLag1Error: true,
    albuminLag1Error: true,
    plateletLag1Error: true,
    violations: true,
  });
  assert.equal(met([run(0, 0.08, 0), run(1, 0.03, 0)]).biliLag1Error, false);
  assert.equal(met([run(0, 0, 0), run(1, 0, 1)]).violations, false);
  assert.equal(met([{ job: { kind: "pbc", seed: 0 }, figures: {} }]).violations, false);
  assert.deepEqual(judgeEhr([]), []);
});

test("an import is judged by its share of 100,000 patients, and its memory beside that of a quarter", () => {
  const ran = (patients: number, seconds: number, peakBytes: number): EhrRun => ({
    job: { kind: "import", patients },
    figures: { patients, seconds, peakBytes },
  });
  const met = (runs: readonly EhrRun[]) => judgeEhr(runs).map((bar) => bar.met);
  assert.deepEqual(met([ran(1000, 1, 1e8), ran(4000, 11, 1.2e8)]), [true, true]);
  assert.deepEqual(met([ran(1000, 1, 1e8), ran(4000, 13, 2e8)]), [false, false]);
});
