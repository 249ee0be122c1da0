import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { SymbolonError, SynthSchema } from "@symbolon/protocol";
import type { MixedTable } from "../math/mixedTable.ts";
import { NOT_REAL } from "./categoryColumns.ts";
import { readMixedTables } from "./readMixedTables.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-mixed-"));
});
after(async () => {
  await rm(folder, { recursive: true });
});

/** Writes one file per name and gives their paths. */
async function written<Name extends string>(files: Record<Name, string>): Promise<Record<Name, string>> {
  const paths: Record<string, string> = {};
  for (const [name, text] of Object.entries<string>(files)) {
    paths[name] = join(folder, `${name}.csv`);
    await writeFile(paths[name]!, text);
  }
  return paths as Record<Name, string>;
}

/** A file with one column `x`, besides a category `k` that always stays. */
function lines(cells: readonly (string | number)[]): string {
  return `k,x\n${cells.map((cell, row) => `${row % 2 === 0 ? "a" : "b"},${cell}`).join("\n")}\n`;
}

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, i) => from + i);

/** Cells as text and numbers, for comparison. */
function cells(table: MixedTable, name: string): (string | number | null)[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  assert.ok(column !== undefined, `${name} is there`);
  if (column.kind === "category") return Array.from(column.codes, (code) => column.levels[code] ?? null);
  return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
}

const refuses =
  (code: string, ...words: string[]) =>
  (error: unknown) => {
    assert.ok(error instanceof SymbolonError, String(error));
    assert.equal(error.code, code);
    const said = Object.values(error.details).join(" ");
    for (const word of words) assert.ok(said.includes(word), `${said} names ${word}`);
    return true;
  };

test("columns come in the training file's order with shared levels, and each file has its digest", async () => {
  const paths = await written({
    training: `age,sex\n${upTo(12)
      .map((i) => `${30 + i}.5,${i % 2 === 0 ? "f" : "m"}`)
      .join("\n")}\n`,
    holdout: "sex,age\nm,41\n,\n",
    synthetic: "age,sex\n33.25, x \n , f\n",
  });
  const { synthetic, training, holdout, leftOut } = await readMixedTables(paths);
  assert.deepEqual(leftOut, []);
  for (const { table } of [synthetic, training, holdout!]) {
    assert.deepEqual(
      table.columns.map(({ name, kind }) => [name, kind]),
      [
        ["age", "number"],
        ["sex", "category"],
      ],
    );
    const [age, sex] = table.columns;
    assert.deepEqual(sex?.kind === "category" && sex.levels, ["f", "m", "x"]);
    assert.equal(age?.kind === "number" && age.decimals, 1, "the real files' decimals, not the synthetic's");
  }
  assert.deepEqual(cells(holdout!.table, "sex"), ["m", null]);
  assert.deepEqual(cells(holdout!.table, "age"), [41, null]);
  assert.deepEqual(cells(synthetic.table, "sex"), ["x", "f"]);
  assert.deepEqual(cells(synthetic.table, "age"), [33.25, null]);
  assert.equal(training.table.rows, 12);
  assert.equal(training.name, "training.csv");
  const digest = createHash("sha256")
    .update(await readFile(paths.training))
    .digest("hex");
  assert.equal(training.sha256, `0x${digest}`);
});

test("without a holdout there is none", async () => {
  const { training, synthetic } = await written({ training: lines([1, 2]), synthetic: lines([1, 2]) });
  assert.equal((await readMixedTables({ training, synthetic })).holdout, null);
});

test("the same file may be both: an exact copy is compared like any other", async () => {
  const { training } = await written({ training: lines(upTo(2000).map((i) => `t${i % 1500}`)) });
  const read = await readMixedTables({ training, synthetic: training });
  assert.deepEqual(read.leftOut, [{ column: "x", reason: "more than 1000 levels" }]);
  assert.deepEqual(read.synthetic, read.training);
});

test("ten different numbers are codes, eleven a measurement; codes are compared by value", async () => {
  const ten = await written({
    training: lines([...upTo(10), ...upTo(10)]),
    synthetic: lines(["10.0", "2.0", "02", ""]),
  });
  const read = await readMixedTables(ten);
  const [, codes] = read.training.table.columns;
  assert.deepEqual(codes?.kind === "category" && codes.levels, upTo(11).map(String), "ordered as numbers");
  assert.deepEqual(cells(read.synthetic.table, "x"), ["10", "2", "2", null]);

  const eleven = await written({ training: lines(upTo(11)), synthetic: lines([2, 2]) });
  const [, values] = (await readMixedTables(eleven)).training.table.columns;
  assert.deepEqual([values?.kind, values?.kind === "number" && values.decimals], ["number", 0]);
});

test("one cell that is no finite number makes a column categories", async () => {
  for (const odd of ["unknown", "nan", "inf", "1e999", "0x10", "1_000"]) {
    const paths = await written({ training: lines(upTo(30)), synthetic: lines([1, odd]) });
    const { synthetic } = await readMixedTables(paths);
    assert.deepEqual(cells(synthetic.table, "x"), ["1", odd]);
  }
});

test("free text is left out by name, whether by its levels or because every value differs", async () => {
  const many = await written({
    training: lines(upTo(3000).map((i) => `t${i % 1001}`)),
    synthetic: lines(["t1"]),
  });
  assert.deepEqual((await readMixedTables(many)).leftOut, [{ column: "x", reason: "more than 1000 levels" }]);
  const fits = await written({
    training: lines(upTo(3000).map((i) => `t${i % 1000}`)),
    synthetic: lines(["t1"]),
  });
  assert.deepEqual((await readMixedTables(fits)).leftOut, []);
  const names = await written({
    training: lines(["", ...upTo(11).map((i) => `n${i}`)]),
    synthetic: lines(["n1"]),
  });
  assert.deepEqual((await readMixedTables(names)).leftOut, [{ column: "x", reason: "every value differs" }]);
  const few = await written({ training: lines(upTo(10).map((i) => `n${i}`)), synthetic: lines(["n1"]) });
  assert.deepEqual((await readMixedTables(few)).leftOut, [], "ten records show nothing");
});

test("a synthetic file does not escape comparison by inventing levels", async () => {
  const invented = await written({
    training: lines(["u", "v", "v"]),
    synthetic: lines(["v", ...upTo(1500).map((i) => `made${i}`)]),
  });
  const { synthetic, training } = await readMixedTables(invented);
  const [, column] = training.table.columns;
  assert.deepEqual(column?.kind === "category" && column.levels, ["u", "v", NOT_REAL]);
  const seen = cells(synthetic.table, "x");
  assert.equal(seen[0], "v");
  assert.ok(seen.slice(1).every((cell) => cell === NOT_REAL));

  const continuous = await written({
    training: lines([0, 1, 1]),
    synthetic: lines(upTo(1500).map((i) => i / 1500)),
  });
  const codes = await readMixedTables(continuous);
  assert.equal(cells(codes.synthetic.table, "x").filter((cell) => cell === NOT_REAL).length, 1499);

  const spoilt = await written({ training: lines(upTo(2000)), synthetic: lines([1, 2, "about 3"]) });
  await assert.rejects(readMixedTables(spoilt), refuses("E1003", "synthetic.csv", "x", "3 of", "about 3"));
});

test("a column that one file lacks refuses them all, naming file and column", async () => {
  const paths = await written({ training: lines([1]), synthetic: "k\na\n", holdout: lines([1]) });
  await assert.rejects(readMixedTables(paths), refuses("E1001", "x", "synthetic.csv"));
  const extra = await written({ training: "k\na\n", synthetic: lines([1]) });
  await assert.rejects(readMixedTables(extra), refuses("E1001", "x", "training.csv"));
});

test("files without records, without a table and without columns to compare are refused", async () => {
  const good = await written({ synthetic: lines([1]) });
  const { training: empty } = await written({ training: "k,x\n" });
  await assert.rejects(readMixedTables({ ...good, training: empty }), refuses("E1007", "training.csv"));
  const { training: ragged } = await written({ training: `${lines(upTo(100))}a,1,2,3\n` });
  await assert.rejects(readMixedTables({ ...good, training: ragged }), refuses("E1005", "training.csv"));
  await assert.rejects(
    readMixedTables({ ...good, training: join(folder, "none.csv") }),
    refuses("E1005", "none.csv"),
  );
  const { training: text } = await written({
    training: `name\n${upTo(20)
      .map((i) => `n${i}`)
      .join("\n")}\n`,
  });
  await assert.rejects(
    readMixedTables({ training: text, synthetic: text }),
    refuses("E1005", "training.csv", "compared"),
  );
});

test("an empty column stays: it has no levels and every cell is missing", async () => {
  const paths = await written({ training: lines(["", ""]), synthetic: lines([""]) });
  const { training, leftOut } = await readMixedTables(paths);
  assert.deepEqual([leftOut, cells(training.table, "x")], [[], [null, null]]);
});

const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "visits",
  columns: [
    { name: "stage", kind: "categorical", levels: ["III", "II", "I"], missing: true },
    { name: "who", kind: "id" },
    { name: "age", kind: "number", min: 20, max: 89, integer: true },
    { name: "dose", kind: "number", min: 0, max: 9, decimals: 2, missing: true },
    { name: "site", kind: "categorical", levels: ["B"], open: true },
  ],
});
const HEADER = "who,age,dose,stage,site,note";

test("with a schema its kinds, order and levels hold; identifiers and undeclared columns are listed", async () => {
  const paths = await written({
    training: `${HEADER}\np1,40,1.5,I,C,hello\np2,95,,,A,\n`,
    synthetic: `${HEADER}\np1,41,1,II,B,\n`,
  });
  const { training, synthetic, leftOut } = await readMixedTables(paths, schema);
  assert.deepEqual(leftOut, [
    { column: "who", reason: "it is an identifier" },
    { column: "note", reason: "the schema does not declare it" },
  ]);
  const [stage, age, dose, site] = training.table.columns;
  assert.deepEqual(stage?.kind === "category" && stage.levels, ["III", "II", "I"]);
  assert.deepEqual(age?.kind === "number" && [...age.values], [40, 95], "values are not clamped");
  assert.deepEqual(age?.kind === "number" && age.decimals, 0);
  assert.deepEqual(dose?.kind === "number" && dose.decimals, 2);
  assert.deepEqual(site?.kind === "category" && site.levels, ["B", "A", "C"], "an open book grows, sorted");
  assert.deepEqual(cells(synthetic.table, "site"), ["B"]);
  assert.deepEqual(cells(training.table, "stage"), ["I", null]);
});

test("cells that the schema does not allow are refused by file, record and column", async () => {
  const { training } = await written({ training: `${HEADER}\np1,40,1.5,I,C,\np2,41,1.5,I,C,\n` });
  const cases: [row: string, code: string, words: string[]][] = [
    ["p1,40,1,IV,B,", "E1002", ["2 of synthetic.csv", "stage", "IV", "III, II, I"]],
    ["p1,forty,1,I,B,", "E1003", ["2 of synthetic.csv", "age", "forty"]],
    ["p1,,1,I,B,", "E1008", ["2 of synthetic.csv", "age"]],
  ];
  for (const [row, code, words] of cases) {
    const { synthetic } = await written({ synthetic: `${HEADER}\np1,40,1,I,B,\n${row}\n` });
    await assert.rejects(readMixedTables({ training, synthetic }, schema), refuses(code, ...words));
  }
  const { synthetic } = await written({ synthetic: "age,dose,stage\n40,1,I\n" });
  await assert.rejects(
    readMixedTables({ training, synthetic }, schema),
    refuses("E1001", "site", "synthetic.csv"),
  );
});

test("Parquet reads as the CSV it was made from", async () => {
  const { training } = await written({
    training: `k,x\n${upTo(5000)
      .map((i) => `${i % 3 === 0 ? "" : `"a, ${i % 7}"`},${i / 8}`)
      .join("\n")}\n`,
  });
  const parquet = join(folder, "training.parquet");
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT * FROM read_csv('${training}')) TO '${parquet}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  const read = await readMixedTables({ training, synthetic: parquet });
  assert.deepEqual(read.synthetic.table, read.training.table);
  assert.equal(read.training.table.columns[1]?.kind, "number");
  assert.notEqual(read.synthetic.sha256, read.training.sha256);
});
