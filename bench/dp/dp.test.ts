import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { judgeBars } from "./bars.ts";
import { encodeColumn, splitCsv } from "./encodeCsv.ts";
import type { DpFigures, DpJob } from "./job.ts";
import { marginalFigures } from "./marginalFigures.ts";
import { jobsOf, planOf } from "./planJobs.ts";
import { printBars } from "./printTables.ts";
import { hasTable, readTable } from "./readTable.ts";
import { seededBytes } from "./seededBytes.ts";
import { resampleRows, splitHalves } from "./splitHalves.ts";
import { type DpRun, summarise } from "./summarise.ts";
import { tables } from "./tables.ts";

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

test("codebooks, integers, bins and missing cells become levels", () => {
  const sex = { name: "sex", type: "categorical", levels: ["female", "male"], missing: 1 } as const;
  const coded = encodeColumn(sex, ["male", "", "female"]);
  assert.equal(coded.size, 3);
  assert.deepEqual([...coded.cells], [1, 2, 0]);
  const nodes = { name: "nodes", type: "integer", min: 5, max: 34, missing: 0 } as const;
  assert.equal(encodeColumn(nodes, []).size, 30);
  assert.deepEqual([...encodeColumn(nodes, ["5", "34"]).cells], [0, 29]);
  const days = { name: "days", type: "integer", min: 0, max: 1000, missing: 2 } as const;
  const binned = encodeColumn(days, ["0", "9", "10", "999", "1000", ""]);
  assert.equal(binned.size, 101);
  assert.deepEqual([...binned.cells], [0, 0, 1, 99, 99, 100]);
});

test("cells that the schema does not allow are refused", () => {
  for (const [column, cell] of [
    [{ name: "a", type: "categorical", levels: ["x"], missing: 0 }, "y"],
    [{ name: "a", type: "categorical", levels: ["x"], missing: 0 }, ""],
    [{ name: "a", type: "categorical", levels: ["x"], missing: 1 }, "y"],
    [{ name: "a", type: "integer", min: 0, max: 9, missing: 0 }, "10"],
    [{ name: "a", type: "integer", min: 0, max: 9, missing: 0 }, ""],
    [{ name: "a", type: "continuous", min: 0, max: 9, missing: 0 }, "9.1"],
    [{ name: "a", type: "continuous", min: 0, max: 9, missing: 0 }, "many"],
    [{ name: "a", type: "text", missing: 0 }, "words"],
  ] as const)
    assert.throws(() => encodeColumn(column, [cell]), /column a/);
  assert.throws(() => splitCsv("a,b\n1"), /more or fewer/);
  assert.throws(() => splitCsv('a,b\n"1,2",3'), /quoted/);
});

for (const name of Object.keys(tables))
  test(`${name} has one record per patient, the sizes of its levels, and a target of both classes`, {
    skip: hasTable(name) ? false : `${tables[name]!.file}.csv is not in shared/data beside the repository`,
  }, () => {
    const table = readTable(name);
    assert.equal(table.levels.length, table.sizes.length);
    table.columns.forEach((cells, column) => {
      assert.equal(cells.length, table.rows);
      assert.ok(cells.every((level) => level < table.sizes[column]!));
      const { missing } = table.levels[column]!;
      if (missing !== null) assert.ok(cells.some((level) => level === missing));
    });
    assert.ok(!table.names.some((column) => ["id", "pid", "case_id"].includes(column)));
    const { target, positive, without = [] } = table.task;
    const share = table.columns[target]!.filter((level) => level === positive).length / table.rows;
    assert.ok(share > 0.05 && share < 0.95);
    assert.ok(!without.includes(target));
  });

test("halves and resamples repeat with their seed and take no record from elsewhere", () => {
  const table = { sizes: [1001], rows: 1001, columns: [Uint16Array.from({ length: 1001 }, (_, i) => i)] };
  const [one, other] = splitHalves(table, 1);
  assert.deepEqual([one.rows, other.rows], [500, 501]);
  assert.deepEqual(
    [...one.columns[0]!, ...other.columns[0]!].sort((a, b) => a - b),
    [...table.columns[0]!],
  );
  assert.deepEqual(splitHalves(table, 1)[0], one);
  assert.notDeepEqual(splitHalves(table, 2)[0], one);
  // Of 1,001 draws with replacement 632.8 +- 9.9 are different; 6 standard deviations, and the seed is fixed.
  const different = new Set(resampleRows(table, 1).columns[0]).size;
  assert.ok(different > 573 && different < 692, `${different}`);
  assert.notDeepEqual(seededBytes(1, "noise").bytes(8), seededBytes(1, "rows").bytes(8));
});

test("the four figures are over all 1-, 2-, 3-way sets and the small 3-way ones", () => {
  const table = { sizes: [100, 100, 2, 2], rows: 0, columns: [] };
  const counts = marginalFigures(table, (sets) => sets.length);
  assert.deepEqual(counts, { l1OneWay: 4, l1TwoWay: 6, l1ThreeWay: 4, l1ThreeWaySmall: 2 });
});

test("a plan is every setting that has a meaning, and quick is epsilon 1 with one seed", () => {
  const quick = jobsOf(planOf({ quick: true }));
  assert.equal(quick.length, Object.keys(tables).length * 2 * 2);
  assert.ok(quick.every(({ epsilon, seed, delta }) => epsilon === 1 && seed === 0 && delta === 1e-9));
  const all = jobsOf(planOf({ quick: false, tables: "adult" }));
  // Two mechanisms and three seeds: three epsilons on the whole table, two on halves.
  assert.equal(all.length, 2 * 3 * (3 + 2));
});

const figures = (seconds: number, error: number): DpFigures => ({
  fitCpuSeconds: seconds,
  sampleCpuSeconds: 1,
  fitWallSeconds: seconds,
  sampleWallSeconds: 1,
  peakBytes: 4e8,
  marginals: { l1OneWay: error, l1TwoWay: error, l1ThreeWay: error, l1ThreeWaySmall: error },
});
const job = (seed: number): DpJob => ({
  table: "adult",
  protocol: "marginals",
  mechanism: "aim",
  epsilon: 1,
  delta: 1e-9,
  seed,
});
const barsOf = (runs: DpRun[]) =>
  new Map(judgeBars(summarise(runs)).map((result) => [result.what, result] as const));

test("bars compare means over the seeds, and CPU time is fit and sample together", () => {
  const good = barsOf([
    { ...job(0), figures: figures(30, 0.07) },
    { ...job(1), figures: figures(50, 0.08) },
  ]);
  assert.equal(good.size, 4);
  const time = good.get("AIM fit + sample, CPU-s, epsilon 1")!;
  assert.deepEqual([time.figure, time.seeds, time.met], [41, 2, false]);
  const error = good.get("2-way L1, epsilon 1")!;
  assert.ok(Math.abs(error.figure! - 0.075) < 1e-12 && error.met);
  assert.deepEqual(summarise([{ ...job(0), figures: figures(3, 0.1) }])[0]!.figures.l1TwoWay, {
    mean: 0.1,
    median: 0.1,
    max: 0.1,
  });
});

test("a failed run misses its bars instead of falling out of the mean", () => {
  const mixed = barsOf([
    { ...job(0), figures: figures(30, 0.07) },
    { ...job(1), failed: "out of memory" },
  ]);
  assert.ok([...mixed.values()].every(({ met }) => !met));
  const none = barsOf([{ ...job(0), failed: "out of memory" }]);
  assert.equal(none.size, 4);
  assert.ok([...none.values()].every(({ met, figure }) => !met && figure === undefined));
  const lines: string[] = [];
  printBars([...none.values()], (line) => lines.push(line));
  assert.equal(lines.filter((line) => line.includes("MISSED")).length, 4);
});

test("unknown names and impossible numbers are refused", () => {
  for (const wrong of [
    { tables: "adult,nosuch" },
    { tables: "toString" },
    { mechanisms: "gan" },
    { epsilons: "1,0" },
    { epsilons: "one" },
    { seeds: "1.5" },
  ])
    assert.throws(() => planOf({ quick: false, ...wrong }), Error);
});

test("a wrong option ends the command with a message before anything is measured", () => {
  const answer = spawnSync(process.execPath, [MAIN, "dp", "--seeds", "0"], { encoding: "utf8" });
  assert.equal(answer.status, 1);
  assert.match(answer.stderr, /--seeds/);
});
