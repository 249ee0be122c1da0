import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { SymbolonError, SynthSchema } from "@symbolon/protocol";
import fc from "fast-check";
import { codeCell } from "../tabular/coding/codeCell.ts";
import { fineDomain } from "../tabular/coding/fineDomain.ts";
import { duckdb } from "./dialects/duckdb.ts";
import { duckDbFile } from "./duckDbFile.ts";
import { memoryCountSource } from "./memoryCountSource.ts";
import { openDuckDb } from "./openDuckDb.ts";
import { type SqlEngine, sqlTableSource } from "./sqlTableSource.ts";

const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "t",
  columns: [
    { name: "pid", kind: "id" },
    { name: "it's", kind: "categorical", levels: ["a", "b'c", "d\\e", "äö"], missing: true },
    { name: "open", kind: "categorical", levels: ["x"], open: true },
    { name: "x", kind: "number", min: -5, max: 20, bins: 9, missing: true, edges: [0.1] },
    { name: "n", kind: "number", min: 0, max: 3000, integer: true, scale: "log" },
  ],
});
const domain = fineDomain(schema);
const columns = domain.columns.map(({ name }) => name);

const cells = fc.tuple(
  fc.constantFrom("a", "b'c", "d\\e", "äö", "", " a "),
  fc.constantFrom("x", "y", "Z z"),
  fc.constantFrom("", "0.1", "0.0999999999999999999", "-1e3", "1e22", "+.5", "7.", "19.99", " 3 "),
  fc.integer({ min: -10, max: 4000 }).map(String),
);

async function openMemory() {
  const engine = await openDuckDb({ memoryMiB: 256 });
  return {
    engine,
    bare: { dialect: { ...duckdb, setsPerScan: 16 }, query: engine.query } satisfies SqlEngine,
    async fill(rows: readonly (readonly string[])[]) {
      await engine.run(
        `CREATE OR REPLACE TABLE t (${columns.map((name) => `${duckdb.identifier(name)} VARCHAR`)})`,
      );
      for (const row of rows)
        await engine.run(`INSERT INTO t VALUES (${row.map((cell) => duckdb.literal(cell)).join(", ")})`);
    },
    close: engine.close,
  };
}

const halved = (column: number) =>
  Uint16Array.from({ length: domain.sizes[column]! }, (_, level) => level >> 1);
const requests = [
  { columns: [0], maps: [null] },
  { columns: [1], maps: [null] },
  { columns: [2, 0], maps: [null, halved(0)] },
  { columns: [3], maps: [halved(3)] },
  { columns: [0, 2, 3], maps: [null, halved(2), halved(3)] },
  { columns: [3], maps: [halved(3)] },
];

test("the SQL codes every cell as codeCell does: kept fine levels and coding on the fly, one set and several", async () => {
  const database = await openMemory();
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(cells, { minLength: 1, maxLength: 30 }), async (rows) => {
        await database.fill(rows);
        const expected = memoryCountSource({
          sizes: domain.sizes,
          rows: rows.length,
          columns: domain.columns.map((column, c) =>
            Uint16Array.from(rows, (row) => codeCell(column, row[c]!) as number),
          ),
        });
        for (const engine of [database.engine, database.bare]) {
          const source = sqlTableSource(engine, { from: "t" }, schema).counts(domain);
          const together = await source.countAll(requests);
          for (const [i, request] of requests.entries()) {
            const one = await expected.count(request.columns, request.maps);
            assert.deepEqual(together[i], one);
            assert.deepEqual(await source.count(request.columns, request.maps), one);
          }
        }
      }),
      { numRuns: 15 },
    );
  } finally {
    await database.close();
  }
});

test("a cell the schema does not allow is refused with its code, whatever is counted", async () => {
  const database = await openMemory();
  const good = ["a", "x", "1", "2"];
  const cases: [string[], string, string][] = [
    [["q", "x", "1", "2"], "E1002", "it's"],
    [["a", "", "1", "2"], "E1008", "open"],
    [["a", "x", "nan", "2"], "E1003", "x"],
    [["a", "x", "1", "1_0"], "E1003", "n"],
    [["a", "x", "1", " "], "E1008", "n"],
  ];
  try {
    for (const [bad, code, column] of cases) {
      await database.fill([good, bad, bad]);
      for (const engine of [database.engine, database.bare]) {
        const source = sqlTableSource(engine, { from: "t" }, schema).counts(domain);
        await assert.rejects(
          source.count([1], [null]),
          (error) =>
            error instanceof SymbolonError &&
            error.code === code &&
            error.message.includes(column) &&
            error.message.includes("one of 2"),
        );
      }
    }
    await database.fill([]);
    await assert.rejects(
      sqlTableSource(database.engine, { from: "t" }, schema).counts(domain).count([0], [null]),
      (error) => error instanceof SymbolonError && error.code === "E1007",
    );
  } finally {
    await database.close();
  }
});

test("requests that do not fit are refused before the database is asked", async () => {
  const never: SqlEngine = { dialect: duckdb, query: () => assert.fail("asked") };
  const source = sqlTableSource(never, { from: "t" }, schema).counts(domain);
  for (const [some, maps] of [
    [[9], [null]],
    [
      [0, 0],
      [null, null],
    ],
    [[0], [new Uint16Array(2)]],
    [[0], []],
    [[], []],
  ] as const)
    await assert.rejects(source.count(some, maps), RangeError);
});

const bounded = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "b",
  columns: [
    { name: "v", kind: "number", min: 0, max: 99, integer: true, bins: 100 },
    { name: "k", kind: "categorical", levels: [], open: true },
  ],
  patient: "pid",
  maxRecordsPerPatient: 2,
});

test("of each patient at most the bound counts, and which records depends on that patient alone", async () => {
  const engine = await openDuckDb({ memoryMiB: 256 });
  try {
    const source = async (rows: (readonly [string, number])[]) => {
      await engine.run("CREATE OR REPLACE TABLE b (pid VARCHAR, v INTEGER, k VARCHAR)");
      for (const [pid, v] of rows) await engine.run(`INSERT INTO b VALUES ('${pid}', ${v}, 'k${v % 3}')`);
      const table = { from: "b", numeric: new Set(["v"]) };
      return sqlTableSource(engine, table, bounded);
    };
    const levels = fineDomain(bounded);
    const counts = async (rows: (readonly [string, number])[]) =>
      await (await source(rows)).counts(levels).count([0], [null]);
    const one = [5, 17, 23, 42, 77].map((v) => [v % 2 === 0 ? "p" : " p ", v] as const);
    const alone = await counts(one);
    assert.equal(
      alone.reduce((sum, count) => sum + count, 0),
      2,
    );
    const others = Array.from({ length: 20 }, (_, i) => [`q${i}`, 50] as const);
    const among = await counts([...others.slice(0, 9), ...[...one].reverse(), ...others.slice(9)]);
    alone.forEach((count, level) => {
      assert.equal(among[level], count + (level === 50 ? 20 : 0));
    });
    const keys = await (await source([...others, ["q0", 50], ["q1", 51]])).keys("k", ["k0"]).keys();
    assert.deepEqual([...keys], [["k2", 20]]);
  } finally {
    await engine.close();
  }
});

test("a file is counted from a temporary folder that is gone afterwards; faults name the row", async () => {
  const folder = await mkdtemp(join(tmpdir(), "symbolon-test-"));
  try {
    const csv = join(folder, "t.csv");
    const text = "pid,it's,open,x,n\n1,a,x,3,4\n2,b'c,y,,5\n";
    await writeFile(csv, text);
    const file = await duckDbFile(csv, schema, { within: folder });
    assert.equal((await readdir(folder)).length, 2);
    assert.deepEqual([...(await file.counts(domain).count([0], [null]))], [0, 1, 1, 0, 0]);
    assert.deepEqual([...(await file.keys("open", ["x"]).keys())], [["y", 1]]);
    await file.close();
    assert.deepEqual(await readdir(folder), ["t.csv"]);
    await writeFile(csv, `${text}3,zz,x,3,4\n`);
    const faulty = await duckDbFile(csv, schema);
    await assert.rejects(faulty.counts(domain).count([0], [null]), /Row 3: it's has the unknown level zz/);
    await faulty.close();
    await writeFile(csv, "pid,open,x,n\n1,x,3,4\n");
    await assert.rejects(
      duckDbFile(csv, schema),
      (error) => error instanceof SymbolonError && error.code === "E1001",
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("a number the database holds as one is not parsed again; NaN is missing, infinity a fault", async () => {
  const engine = await openDuckDb({ memoryMiB: 256 });
  try {
    const typed = SynthSchema.parse({
      format: "symbolon-synth-schema/1",
      name: "d",
      columns: [{ name: "x", kind: "number", min: 0, max: 1, bins: 2, decimals: 1, missing: true }],
    });
    const table = { from: "d", numeric: new Set(["x"]) };
    const count = async (values: string) => {
      await engine.run(`CREATE OR REPLACE TABLE d AS SELECT x::DOUBLE AS x FROM (VALUES ${values}) v(x)`);
      return await sqlTableSource(engine, table, typed).counts(fineDomain(typed)).count([0], [null]);
    };
    assert.deepEqual([...(await count("('0.1'), ('nan'), (NULL), ('0.7'), ('9')"))], [2, 1, 2]);
    await assert.rejects(
      count("('inf')"),
      (error) => error instanceof SymbolonError && error.code === "E1003",
    );
  } finally {
    await engine.close();
  }
});
