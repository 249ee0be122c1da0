import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SymbolonError, SynthSchema } from "@symbolon/protocol";
import type { Database } from "../../gateway/src/database/Database.ts";
import { openPgliteDatabase } from "../../gateway/src/database/openPgliteDatabase.ts";
import { postgres } from "../../synth-worker/src/data/dialects/postgres.ts";
import { memoryCountSource } from "../../synth-worker/src/data/memoryCountSource.ts";
import { type SqlEngine, sqlTableSource } from "../../synth-worker/src/data/sqlTableSource.ts";
import { codeCell } from "../../synth-worker/src/tabular/coding/codeCell.ts";
import { fineDomain } from "../../synth-worker/src/tabular/coding/fineDomain.ts";

const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "cohort",
  columns: [
    { name: "it's", kind: "categorical", levels: ["a", "b'c", "d\\e", "Ä"], missing: true },
    { name: "open", kind: "categorical", levels: ["x"], open: true },
    { name: "x", kind: "number", min: -5, max: 20, bins: 9, missing: true },
    { name: "n", kind: "number", min: 0, max: 3000, integer: true, scale: "log" },
  ],
});
const domain = fineDomain(schema);
const texts = [
  ["a", "b'c", "d\\e", "Ä", " a ", ""],
  ["x", "y", "Z z"],
  ["", "0.1", "-1e3", "1e22", "+.5", "7.", " 19.99"],
  ["-3", "0", "1", "17", "2999", "4000"],
];
/** Every combination of some cells, in which no column repeats with the same step. */
const rows = Array.from({ length: 200 }, (_, i) =>
  texts.map((cells, c) => cells[(i * (2 * c + 1)) % cells.length]!),
);

let database: Database;
let engine: SqlEngine;
before(async () => {
  database = await openPgliteDatabase();
  engine = { dialect: postgres, query: async (sql) => (await database.query(sql)).map(Object.values) };
  await database.execute(`CREATE TABLE cohort ("it's" TEXT, open TEXT, x TEXT, n TEXT)`);
  for (const row of rows)
    await database.query(
      `INSERT INTO cohort VALUES (${row.map((cell) => postgres.literal(cell)).join(", ")})`,
    );
});
after(() => database.close());

test("PostgreSQL counts what a pass over the records counts, several tables in one scan", async () => {
  const expected = memoryCountSource({
    sizes: domain.sizes,
    rows: rows.length,
    columns: domain.columns.map((column, c) =>
      Uint16Array.from(rows, (row) => codeCell(column, row[c]!) as number),
    ),
  });
  const half = Uint16Array.from({ length: domain.sizes[3]! }, (_, level) => level >> 1);
  const requests = [
    { columns: [0], maps: [null] },
    { columns: [2, 1], maps: [null, null] },
    { columns: [0, 3, 2], maps: [null, half, null] },
    { columns: [3], maps: [half] },
    { columns: [3], maps: [null] },
  ];
  const answers = await sqlTableSource(engine, { from: "cohort" }, schema).counts(domain).countAll(requests);
  for (const [i, { columns, maps }] of requests.entries())
    assert.deepEqual(answers[i], await expected.count(columns, maps));
});

test("PostgreSQL bounds records per patient, counts patients per key and refuses a faulty cell", async () => {
  await database.execute("CREATE TABLE visits (pid INTEGER, v DOUBLE PRECISION, k TEXT)");
  await database.execute(
    "INSERT INTO visits SELECT i % 10, i % 7, CASE WHEN i % 10 < 4 THEN 'rare' ELSE 'usual' END FROM generate_series(1, 50) i",
  );
  const visits = SynthSchema.parse({
    format: "symbolon-synth-schema/1",
    name: "visits",
    columns: [
      { name: "v", kind: "number", min: 0, max: 9, integer: true, missing: true },
      { name: "k", kind: "categorical", levels: ["usual"], open: true },
    ],
    patient: "pid",
    maxRecordsPerPatient: 3,
  });
  const table = { from: "visits", numeric: new Set(["v"]) };
  const source = sqlTableSource(engine, table, visits);
  const counts = await source.counts(fineDomain(visits)).count([0], [null]);
  assert.equal(
    counts.reduce((sum, count) => sum + count, 0),
    30,
  );
  assert.deepEqual([...(await source.keys("k", ["usual"]).keys())], [["rare", 4]]);
  await database.execute("INSERT INTO visits VALUES (77, 'infinity', 'usual')");
  await assert.rejects(
    sqlTableSource(engine, table, visits).counts(fineDomain(visits)).count([0], [null]),
    (error) => error instanceof SymbolonError && error.code === "E1003",
  );
});
