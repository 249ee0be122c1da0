import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { pgliteServer } from "../../synth-worker/src/data/test-support/pgliteServer.ts";

const MAIN = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));
let folder: string;
let table: string;
let schema: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-cli-synth-"));
  table = join(folder, "cohort.csv");
  schema = join(folder, "cohort.schema.json");
  await writeFile(table, cohort(4000, 7));
  await writeFile(
    schema,
    JSON.stringify({
      columns: [
        { name: "pid", type: "integer", role: "id" },
        { name: "age", type: "integer", min: 20, max: 90 },
        { name: "stage", type: "categorical", levels: ["I", "II", "III"], ordered: true, missing: true },
        { name: "marker", type: "continuous", min: 0, max: 9.9 },
      ],
    }),
  );
});
after(() => rm(folder, { recursive: true }));

/** Made-up patients as CSV; `step` decides their stages. */
function cohort(patients: number, step: number): string {
  const lines = ["pid,age,stage,marker"];
  for (let i = 0; i < patients; i++)
    lines.push(
      `${i},${20 + ((i * 37) % 70)},${["I", "II", "III", ""][(i * step) % 4]},${((i * 13) % 100) / 10}`,
    );
  return `${lines.join("\n")}\n`;
}

const synth = (...args: string[]) => symbolon("synth", ...args);

/** Runs the command with an empty environment: it needs no chain, gateway, key or variable. */
async function symbolon(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, env: {} });
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, out, err };
}

const rowsOf = async (file: string) => (await readFile(join(folder, file), "utf8")).trimEnd().split("\n");

test("a file becomes private rows, a stored model and a report; more rows come from the model alone", async () => {
  const seed = "07".repeat(32);
  const first = await synth(
    ...["cohort.csv", "--schema", schema, "--epsilon", "2", "--engine", "mst", "--rows", "500"],
    ...["--model", "m.json", "--report", "r.json", "--seed", seed, "-o", "a.csv"],
  );
  assert.equal(first.code, 0, first.err);
  assert.match(first.err, /plain form/);
  assert.match(first.err, /500 of 500 rows/);
  assert.match(first.out, /differentially private/);
  const [header, ...rows] = await rowsOf("a.csv");
  assert.equal(header, "age,stage,marker");
  assert.equal(rows.length, 500);
  for (const row of rows) {
    const [age, stage, marker] = row.split(",");
    assert.ok(/^\d+$/.test(age!) && Number(age) >= 20 && Number(age) <= 90, row);
    assert.ok(["I", "II", "III", ""].includes(stage!), row);
    assert.ok(/^\d(\.\d)?$/.test(marker!), row);
  }
  const report = JSON.parse(await readFile(join(folder, "r.json"), "utf8"));
  assert.ok(report.privacy.epsilon <= 2 && report.privacy.guarantee && report.violations === 0);

  const again = await synth("--from", "m.json", "--rows", "500", "--seed", seed, "-o", "b.csv", "--quiet");
  assert.equal(again.code, 0, again.err);
  assert.equal(again.err, "");
  assert.deepEqual(await rowsOf("b.csv"), [header, ...rows]);

  const some = await synth(
    ...["--from", "m.json", "--rows", "300", "--where", "stage=II|III", "--where", "age>60"],
    ...["--columns", "stage,age", "-o", "c.csv", "--json"],
  );
  assert.equal(some.code, 0, some.err);
  assert.equal(JSON.parse(some.out).rows, 300);
  const [, ...met] = await rowsOf("c.csv");
  assert.equal(met.length, 300);
  for (const row of met) {
    const [stage, age] = row.split(",");
    assert.ok((stage === "II" || stage === "III") && Number(age) > 60, row);
  }

  const parquet = await synth("--from", "m.json", "--rows", "300", "-o", "d.parquet");
  assert.equal(parquet.code, 0, parquet.err);
  assert.equal((await readFile(join(folder, "d.parquet"))).subarray(0, 4).toString(), "PAR1");
  assert.deepEqual(
    (await readdir(folder)).filter((name) => /part$/.test(name)),
    [],
  );
});

test("draws: as many files, the same for the same seed, and in the report the figures of all of them together", async () => {
  const seed = ["--seed", "09".repeat(32)];
  const first = await synth(
    ...[
      "cohort.csv",
      "--schema",
      schema,
      "--epsilon",
      "2",
      "--engine",
      "mst",
      "--rows",
      "800",
      "--draws",
      "3",
    ],
    ...["--model", "d.json", "--report", "dr.json", ...seed, "-o", "d.csv"],
  );
  assert.equal(first.code, 0, first.err);
  const files = await Promise.all([1, 2, 3].map((draw) => rowsOf(`d.${draw}.csv`)));
  assert.ok(!(await readdir(folder)).includes("d.csv"));
  assert.deepEqual(
    files.map((rows) => rows.length),
    [801, 801, 801],
  );
  assert.notDeepEqual(files[0], files[1]);
  const { combining, ...report } = JSON.parse(await readFile(join(folder, "dr.json"), "utf8"));
  assert.deepEqual([combining.rule, combining.draws, combining.level], ["noisy-model", 3, 0.95]);
  assert.ok(Math.abs(combining.varianceFactor - 800 / report.total) < 1e-12);
  const ages = files.map((rows) => rows.slice(1).map((row) => Number(row.split(",")[0])));
  const means = ages.map((list) => list.reduce((a, b) => a + b, 0) / list.length);
  const [age] = combining.figures;
  assert.deepEqual([age.column, age.kind], ["age", "mean"]);
  const mean = means.reduce((a, b) => a + b, 0) / 3;
  assert.ok(Math.abs(age.combined.estimate - mean) < 1e-9);
  const between = means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2;
  assert.ok(Math.abs(age.combined.between - between) < 1e-9 && age.combined.within > 0);
  // The noise of the model is fresh in every run. The mean of 2,400 rows has a standard error of .41, and of .21 more from the noise: 3.5 is beyond 7 of
  // both together. (That 95 % limits cover what they should is for the tests of the uncertainty, with fixed seeds.)
  assert.ok(age.combined.low < age.combined.estimate && age.combined.estimate < age.combined.high);
  assert.ok(Math.abs(age.combined.estimate - 54.5) < 3.5, "the real mean");
  const empty = combining.figures.find(
    (figure: { column: string; level: string | null }) => figure.column === "stage" && figure.level === null,
  );
  // A share of 2,400 rows has a standard error of .009: .07 is beyond 7, the noise included.
  assert.ok(Math.abs(empty.combined.estimate - 0.25) < 0.07);
  assert.match(first.out, /age: mean .* noise .* patients .* pull/);
  assert.match(first.out, /Your own estimate: .* \(1 \+ 1\/3\) x variance/);
  assert.match(first.out, /anti-conservative/);
  assert.match(first.out, /Fewer than 5 draws/);

  const again = await synth(
    ...[
      "--from",
      "d.json",
      "--rows",
      "800",
      "--draws",
      "3",
      ...seed,
      "--columns",
      "age",
      "-o",
      "e.csv",
      "--quiet",
    ],
  );
  assert.equal(again.code, 0, again.err);
  for (const [i, rows] of files.entries())
    assert.deepEqual(
      await rowsOf(`e.${i + 1}.csv`),
      rows.map((row) => row.split(",")[0]),
    );
  const single = await synth("--from", "d.json", "--rows", "10", "-o", "f.csv", "--quiet");
  assert.match(single.out, /anti-conservative\): --draws 5/);
});

test("a public cohort is used and named, with the words that it is not protected; the private file is refused as one", async () => {
  await writeFile(join(folder, "public.csv"), cohort(2000, 3));
  await writeFile(join(folder, "copy.csv"), cohort(4000, 7));
  const fit = ["cohort.csv", "--schema", schema, "--epsilon", "0.5", "--engine", "mst", "--rows", "50"];
  const used = await synth(
    ...fit,
    "--public",
    "public.csv",
    "--model",
    "p.json",
    "--report",
    "p.r.json",
    "-o",
    "p.csv",
  );
  assert.equal(used.code, 0, used.err);
  assert.match(used.err, /public cohort public.csv, 2000 records: read without any protection/);
  assert.match(used.out, /prior: public cohort public.csv, 2000 records; the promise does NOT cover it/);
  const report = JSON.parse(await readFile(join(folder, "p.r.json"), "utf8"));
  assert.deepEqual(report.prior, { file: "public.csv", records: 2000 });
  const more = await synth("--from", "p.json", "--rows", "5", "-o", "q.csv", "--json");
  assert.deepEqual(JSON.parse(more.out).prior, { file: null, records: null });
  const without = await synth("--from", "m.json", "--rows", "5", "-o", "q.csv", "--json");
  assert.equal(JSON.parse(without.out).prior, null);

  const own = await synth(...fit, "--public", "copy.csv", "-o", "x.csv");
  assert.equal(own.code, 1);
  assert.match(own.err, /--public is the private file itself/);
});

test("a table of a PostgreSQL server is counted there; no output holds the connection string's password", async () => {
  const server = await pgliteServer();
  try {
    const [, ...rows] = cohort(1000, 7).trimEnd().split("\n");
    const values = rows.map((row) => {
      const [pid, age, stage, marker] = row.split(",");
      return `('${pid}', ${age}, '${stage}', ${marker})`;
    });
    await server.execute(
      `CREATE TABLE cohort (pid TEXT, age INTEGER, stage TEXT, marker DOUBLE PRECISION); INSERT INTO cohort VALUES ${values.join(", ")}`,
    );
    const url = `postgres://reader:hunter2@127.0.0.1:${server.port}/postgres`;
    const run = (...more: string[]) =>
      synth(
        url,
        "--schema",
        schema,
        "--epsilon",
        "3",
        "--engine",
        "mst",
        "-o",
        "pg.csv",
        "--report",
        "pg.json",
        ...more,
      );
    const good = await run("--table", "cohort");
    assert.equal(good.code, 0, good.err);
    assert.match(good.err, /table cohort of postgres on 127.0.0.1:\d+, read only/);
    assert.match(good.err, /NOT encrypted/);
    const { total } = JSON.parse(await readFile(join(folder, "pg.json"), "utf8"));
    assert.ok(total > 900 && total < 1100);
    const missing = await run("--table", "nowhere");
    assert.deepEqual([missing.code, /there is no such table/.test(missing.err)], [1, true]);
    const unnamed = await run();
    assert.deepEqual([unnamed.code, /--table names the table/.test(unnamed.err)], [1, true]);
    const kept = await readFile(join(folder, "pg.json"), "utf8");
    for (const { out, err } of [good, missing, unnamed])
      assert.ok(!`${out}${err}${kept}`.includes("hunter2"));
  } finally {
    await server.close();
  }
});

test("whole patients, private: a drafted domain is marked and refused until somebody vouches, then OMOP tables and a report", async () => {
  const people = [...Array(300).keys()];
  const date = (day: number) => new Date(Date.UTC(2015, 0, 1 + day)).toISOString().slice(0, 10);
  await mkdir(join(folder, "omop"));
  for (const [table, header, rows] of [
    [
      "person",
      "person_id,gender_concept_id,year_of_birth,race_concept_id,ethnicity_concept_id",
      people.map((p) => `${p},${p % 2 === 0 ? 8507 : 8532},${1940 + (p % 40)},0,0`),
    ],
    [
      "observation_period",
      "observation_period_id,person_id,observation_period_start_date,observation_period_end_date,period_type_concept_id",
      people.map((p) => `${p},${p},${date(p)},${date(p + 500)},32817`),
    ],
    [
      "measurement",
      "measurement_id,person_id,measurement_concept_id,measurement_date,measurement_type_concept_id,value_as_number",
      people.flatMap((p) =>
        [0, 1].map((m) => `${2 * p + m},${p},3004249,${date(p + 90 * m)},32817,${100 + (p % 50)}`),
      ),
    ],
  ] as const)
    await writeFile(join(folder, "omop", `${table}.csv`), `${[header, ...rows].join("\n")}\n`);
  const drafted = await symbolon("ehr", "domain", "omop", "--out", "domain.json");
  assert.equal(drafted.code, 0, drafted.err);
  assert.match(drafted.err, /draft that LOOKED at records/);

  const ask = [
    "omop",
    "--omop",
    "--domain",
    "domain.json",
    "--epsilon",
    "4",
    "-o",
    "made",
    "--patients",
    "80",
  ];
  const refused = await synth(...ask);
  assert.deepEqual([refused.code, /E1011/.test(refused.err)], [1, true]);
  assert.ok(!(await readdir(folder)).includes("made"));

  const made = await synth(
    ...[...ask, "--domain-vouched-by", "data office", "--where", "sex=male", "--report", "om.json"],
  );
  assert.equal(made.code, 0, made.err);
  assert.match(made.out, /\(4, 0.000001\)-differentially private/);
  assert.match(made.out, /vouched for by data office/);
  const report = JSON.parse(await readFile(join(folder, "om.json"), "utf8"));
  assert.deepEqual([report.differentiallyPrivate, report.violations, report.findings], [true, 0, 0]);
  const [, ...persons] = await rowsOf(join("made", "person.csv"));
  assert.deepEqual([persons.length, persons.every((row) => row.split(",")[1] === "8507")], [80, true]);
});

test("what cannot be done is said, ends with a code, and leaves no file", async () => {
  const bad = join(folder, "bad.csv");
  await writeFile(bad, "pid,age,stage,marker\n1,30,IV,1\n");
  for (const [args, code, message] of [
    [["cohort.csv", "-o", "x.csv", "--epsilon", "1"], 1, /--schema is needed/],
    [["cohort.csv", "-o", "x.csv", "--schema", schema], 1, /--epsilon is needed/],
    [
      ["bad.csv", "-o", "x.csv", "--schema", schema, "--epsilon", "1"],
      1,
      /Row 1: stage has the unknown level IV/,
    ],
    [["cohort.csv", "-o", "x.csv", "--schema", schema, "--epsilon", "1", "--draws", "101"], 1, /1 to 100/],
    [["none.csv", "-o", "x.csv", "--schema", schema, "--epsilon", "1"], 1, /E1005/],
    [["omop", "--omop", "--epsilon", "1", "-o", "x"], 1, /--epsilon needs --domain/],
    [["omop", "--omop", "--domain", "d.json", "-o", "x"], 1, /--domain goes with --epsilon/],
    [["cohort.csv", "--schema", schema, "--epsilon", "1"], 2, /-o/],
    [["cohort.csv", "--schema", schema, "--nosuch", "-o", "x.csv"], 2, /nosuch/],
  ] as const) {
    const answer = await synth(...args);
    assert.equal(answer.code, code, answer.err);
    assert.match(answer.err + answer.out, message);
  }
  assert.ok(!(await readdir(folder)).includes("x.csv"));
});
