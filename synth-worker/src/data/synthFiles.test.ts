import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { SymbolonError, SynthSchema } from "@symbolon/protocol";
import { seededEntropy } from "../random/testOnly.ts";
import { fineDomain } from "../tabular/coding/fineDomain.ts";
import { violations } from "../tabular/coding/violations.ts";
import { fitTable } from "../tabular/tables/fitTable.ts";
import { generateTable } from "../tabular/tables/generateTable.ts";
import { parseSynthDocument } from "../tabular/tables/synthDocument.ts";
import { codedFile } from "./codedFile.ts";
import { duckDbFile } from "./duckDbFile.ts";
import { readSchemaFile } from "./readSchemaFile.ts";
import { writeRows } from "./writeRows.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-synth-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "visits",
  patient: "who",
  columns: [
    { name: "who", kind: "id" },
    { name: "age", kind: "number", min: 20, max: 89, integer: true },
    { name: "first", kind: "number", min: 0, max: 100, integer: true, missing: true },
    { name: "last", kind: "number", min: 0, max: 100, integer: true },
    { name: "stage", kind: "categorical", levels: ["I", "II", "III"], ordered: true, missing: true },
    { name: "site", kind: "categorical", levels: ["A"], open: true },
  ],
  constraints: [
    { kind: "inequality", low: "first", high: "last" },
    { kind: "implies", if: { column: "age", below: 40 }, must: { column: "stage", levels: ["I", null] } },
  ],
});

/** `patients` patients with two records each, and one in a place of his own. */
function csv(patients: number): string {
  const lines = ["who,age,first,last,stage,site"];
  for (let i = 0; i < patients; i++) {
    const age = 20 + ((i * 37) % 70);
    const stage = age < 40 ? "I" : ["I", "II", "III", ""][(i * 7) % 4];
    const first = i % 5 === 0 ? "" : String((i * 13) % 60);
    const last = 60 + ((i * 11) % 40);
    for (let visit = 0; visit < 2; visit++)
      lines.push(`p${i},${age},${first},${last},${stage},${i === 3 ? "Lonely" : i % 3 === 0 ? "B" : "A"}`);
  }
  return `${lines.join("\n")}\n`;
}

test("a file becomes a private model and rows that obey every rule; the lonely value never comes out", async () => {
  const path = join(folder, "visits.csv");
  await writeFile(path, csv(3000));
  const source = await codedFile(path, schema);
  assert.equal(source.rows, 3000, "one record per patient counts");
  const { document, charges } = await fitTable(source, schema, {
    epsilon: 2,
    delta: 1e-6,
    mechanism: "aim",
    entropy: seededEntropy(1),
    target: "stage",
  });
  source.close();
  assert.equal(document.model.privacy.guarantee, false, "repeatable noise is stamped");
  assert.ok(charges.length > 3);
  assert.ok(document.model.privacy.epsilon <= 2);
  const site = document.schema.columns.find(({ name }) => name === "site");
  // One patient passes the threshold with probability below delta; B, a thousand patients, always.
  assert.deepEqual(site?.kind === "categorical" && site.levels, ["A", "B"]);

  const again = parseSynthDocument(JSON.parse(JSON.stringify(document)));
  const seed = new Uint8Array(32).fill(9);
  const rows = [...generateTable(again, { rows: 5000, seed })];
  assert.equal(violations(again.schema, rows[0]!).total, 0);
  assert.deepEqual(
    rows,
    [...generateTable(document, { rows: 5000, seed })],
    "same document, same seed, same rows",
  );

  const where = ["stage=III", "age>60"];
  for (const block of generateTable(again, { rows: 2000, seed, where, columns: ["stage", "age"] })) {
    assert.deepEqual(
      block.map(({ name }) => name),
      ["stage", "age"],
    );
    const [stage, age] = block;
    assert.ok(stage?.kind === "categorical" && age?.kind === "number");
    assert.ok(stage.codes.every((code) => stage.labels[code] === "III"));
    assert.ok(age.values.every((value) => value > 60 && value <= 89));
  }
});

test("the first faulty cell refuses the file, by record and column", async () => {
  const path = join(folder, "faulty.csv");
  const domain = fineDomain(schema);
  const codeOf = async (line: string) => {
    await writeFile(path, `${csv(5)}${line}\n`);
    const source = await codedFile(path, schema);
    try {
      await source.counts(domain).count([1], [null]);
      return "none";
    } catch (error) {
      assert.ok(error instanceof SymbolonError);
      return `${error.code} ${error.details.row} ${error.details.column}`;
    } finally {
      source.close();
    }
  };
  assert.equal(await codeOf("p9,50,1,2,IV,A"), "E1002 11 stage");
  assert.equal(await codeOf("p9,5o,1,2,I,A"), "E1003 11 age");
  assert.equal(await codeOf("p9,,1,2,I,A"), "E1008 11 age");
  await writeFile(path, "who,age\np1,50\n");
  await assert.rejects(codedFile(path, schema), (error: SymbolonError) => error.code === "E1001");
});

test("small files and large ones count the same records of a patient, wherever those stand in the file", async () => {
  const visits = SynthSchema.parse({
    format: "symbolon-synth-schema/1",
    name: "visits",
    patient: "who",
    maxRecordsPerPatient: 3,
    columns: [
      { name: "value", kind: "number", min: 0, max: 9999, integer: true, bins: 50 },
      { name: "site", kind: "categorical", levels: ["A"], open: true },
    ],
  });
  const domain = fineDomain(visits);
  const lines = Array.from(
    { length: 20_000 },
    (_, i) => `p${(i * 7) % 3001},${(i * 7919) % 10_000},S${i % 50}`,
  );
  const answers = [];
  for (const [name, order] of [
    ["up", lines],
    ["down", lines.toReversed()],
  ] as const) {
    const path = join(folder, `${name}.csv`);
    await writeFile(path, `who,value,site\n${order.join("\n")}\n`);
    const memory = await codedFile(path, visits);
    assert.equal(memory.rows, 3 * 3001);
    const database = await duckDbFile(path, visits, { within: folder });
    for (const source of [memory, database]) {
      const keys = await source.keys("site", ["A"]).keys();
      const counts = await source.counts(domain).count([0, 1], [null, null]);
      answers.push({ counts, keys: [...keys].sort(([a], [b]) => (a < b ? -1 : 1)) });
    }
    const { sizes, rows, columns } = await memory.encoded(domain);
    assert.deepEqual([sizes, rows, columns.length], [domain.sizes, memory.rows, 2]);
    memory.close();
    await database.close();
  }
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
});

test("rows are written as CSV and as Parquet with the same values, and nothing half-written keeps the name", async () => {
  const block = [
    { name: "a,b", kind: "categorical" as const, labels: [null, 'x"y'], codes: Uint16Array.of(1, 0) },
    { name: "n", kind: "number" as const, decimals: 2, values: Float64Array.of(100, Number.NaN) },
    { name: "k", kind: "number" as const, decimals: 0, values: Float64Array.of(100, 7) },
  ];
  const path = join(folder, "out.csv");
  assert.equal(await writeRows(path, [block, block]), 4);
  const text = '"a,b",n,k\n"x""y",100,100\n,,7\n';
  assert.equal(await readFile(path, "utf8"), `${text}${text.split("\n").slice(1).join("\n")}`);

  const parquet = join(folder, "out.parquet");
  await writeRows(parquet, [block]);
  const read = await codedFile(
    parquet,
    SynthSchema.parse({
      format: "symbolon-synth-schema/1",
      name: "t",
      columns: [{ name: "k", kind: "number", min: 0, max: 100, integer: true, bins: 101 }],
    }),
  );
  assert.equal(read.rows, 2);
  read.close();

  const broken = join(folder, "broken");
  await mkdir(broken);
  const failing = function* () {
    yield block;
    throw new Error("the disk of the test is full");
  };
  // Many at once: some fail while the system still opens their files, which must not come back after they were deleted.
  const endings = await Promise.allSettled(
    Array.from({ length: 64 }, (_, i) => writeRows(join(broken, `${i}.csv`), failing())),
  );
  for (const ending of endings)
    assert.match(ending.status === "rejected" ? String(ending.reason) : "", /full/);
  assert.deepEqual(await readdir(broken), []);
});

test("two runs that write one file at once leave one of the two, whole", async () => {
  const path = join(folder, "both.csv");
  const blockOf = (value: number) => [
    { name: "n", kind: "number" as const, decimals: 0, values: new Float64Array(40_000).fill(value) },
  ];
  // Of lengths that differ, so that a mixture could not look like one of them.
  await Promise.all([
    writeRows(path, new Array<ReturnType<typeof blockOf>>(4).fill(blockOf(1_111))),
    writeRows(path, new Array<ReturnType<typeof blockOf>>(5).fill(blockOf(222))),
  ]);
  const text = await readFile(path, "utf8");
  assert.ok([`n\n${"1111\n".repeat(160_000)}`, `n\n${"222\n".repeat(200_000)}`].includes(text));
});

test("a plain schema file is translated: ids left out, the id is the patient, missing becomes a level", async () => {
  const path = join(folder, "plain.json");
  await writeFile(
    path,
    JSON.stringify({
      name: "plain",
      columns: [
        { name: "pid", type: "integer", min: 1, max: 9, role: "id" },
        { name: "age", type: "integer", min: 20, max: 90, missing: 3 },
        { name: "grade", type: "categorical", levels: ["2", "3"], ordered: true, missing: 0 },
      ],
    }),
  );
  const { schema: read, form } = await readSchemaFile(path);
  assert.equal(form, "plain");
  assert.equal(read.patient, "pid");
  assert.deepEqual(
    read.columns.map((column) => [column.kind, "missing" in column ? column.missing : null]),
    [
      ["id", null],
      ["number", true],
      ["categorical", false],
    ],
  );
  await writeFile(path, "{");
  await assert.rejects(readSchemaFile(path), (error: SymbolonError) => error.code === "E1005");
});
