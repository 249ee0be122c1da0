import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../cli/src/main.ts", import.meta.url));
let folder: string;
let table: string;
let schema: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-cli-synth-"));
  table = join(folder, "cohort.csv");
  schema = join(folder, "cohort.schema.json");
  const lines = ["pid,age,stage,marker"];
  for (let i = 0; i < 4000; i++)
    lines.push(
      `${i},${20 + ((i * 37) % 70)},${["I", "II", "III", ""][(i * 7) % 4]},${((i * 13) % 100) / 10}`,
    );
  await writeFile(table, `${lines.join("\n")}\n`);
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

/** Runs the command with an empty environment: it needs no chain, gateway, key or variable. */
async function synth(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [MAIN, "synth", ...args], { cwd: folder, env: {} });
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
  const [, ...cohort] = await rowsOf("c.csv");
  assert.equal(cohort.length, 300);
  for (const row of cohort) {
    const [stage, age] = row.split(",");
    assert.ok((stage === "II" || stage === "III") && Number(age) > 60, row);
  }

  const parquet = await synth("--from", "m.json", "--rows", "300", "-o", "d.parquet");
  assert.equal(parquet.code, 0, parquet.err);
  assert.equal((await readFile(join(folder, "d.parquet"))).subarray(0, 4).toString(), "PAR1");
  assert.deepEqual(
    (await readdir(folder)).filter((name) => /part$|incomplete$/.test(name)),
    [],
  );
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
    [["none.csv", "-o", "x.csv", "--schema", schema, "--epsilon", "1"], 1, /E1005/],
    [["cohort.csv", "--schema", schema, "--epsilon", "1"], 2, /-o/],
    [["cohort.csv", "--schema", schema, "--nosuch", "-o", "x.csv"], 2, /nosuch/],
  ] as const) {
    const answer = await synth(...args);
    assert.equal(answer.code, code, answer.err);
    assert.match(answer.err + answer.out, message);
  }
  assert.ok(!(await readdir(folder)).includes("x.csv"));
});
