import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { inspect } from "node:util";
import { SymbolonError, SynthSchema } from "@symbolon/protocol";
import { seededEntropy } from "../random/testOnly.ts";
import { codeCell } from "../tabular/coding/codeCell.ts";
import { fineDomain } from "../tabular/coding/fineDomain.ts";
import { fitTable } from "../tabular/tables/fitTable.ts";
import { memoryCountSource } from "./memoryCountSource.ts";
import { openPostgresTable } from "./openPostgresTable.ts";
import { postgresReason } from "./postgresReason.ts";
import { type PgliteServer, pgliteServer } from "./test-support/pgliteServer.ts";

const SECRET = "s3cr%25et";
const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "cohort",
  patient: "pid",
  columns: [
    { name: "pid", kind: "id" },
    { name: "age", kind: "number", min: 20, max: 89, integer: true },
    { name: "marker", kind: "number", min: 0, max: 10, decimals: 1, missing: true },
    { name: "stage", kind: "categorical", levels: ["I", "II", "it's"], missing: true },
    { name: "site", kind: "categorical", levels: ["A"], open: true },
  ],
});
const ROWS = Array.from({ length: 3000 }, (_, i) => [
  String(20 + ((i * 37) % 70)),
  i % 9 === 0 ? "" : String(((i * 13) % 100) / 10),
  ["I", "II", "it's", ""][(i * 7) % 4]!,
  ["A", "B", "C"][i % 3]!,
]);

let server: PgliteServer;
let url: string;
before(async () => {
  server = await pgliteServer();
  url = `postgres://reader:${SECRET}@127.0.0.1:${server.port}/postgres`;
  const values = ROWS.map(
    ([age, marker, stage, site], i) =>
      `('p${i}', ${age}, ${marker === "" ? "NULL" : marker}, '${stage!.replace("'", "''")}', '${site}')`,
  );
  await server.execute(
    `CREATE SCHEMA "odd.one";
     CREATE TABLE "odd.one"."Cohort" (pid TEXT, age INTEGER, marker NUMERIC(4, 1), stage TEXT, site VARCHAR(9));
     INSERT INTO "odd.one"."Cohort" VALUES ${values.join(", ")};
     CREATE FUNCTION sly() RETURNS SETOF "odd.one"."Cohort" LANGUAGE sql
       AS 'INSERT INTO "odd.one"."Cohort" VALUES (''x'', 1, 1, ''I'', ''A'') RETURNING *';
     CREATE VIEW sly AS SELECT * FROM sly();`,
  );
});
after(() => server.close());

const TABLE = '"odd.one".Cohort';

test("counts and keys are made inside the server, of the records as the schema codes them", async () => {
  const table = await openPostgresTable(url, TABLE, schema);
  try {
    assert.equal(table.encrypted, false);
    const domain = fineDomain(schema);
    const expected = memoryCountSource({
      sizes: domain.sizes,
      rows: ROWS.length,
      columns: domain.columns.map((column, c) =>
        Uint16Array.from(ROWS, (row) => codeCell(column, row[c]!) as number),
      ),
    });
    const requests = [
      { columns: [0], maps: [null] },
      { columns: [1, 2], maps: [null, null] },
      {
        columns: [3, 2, 0],
        maps: [null, null, Uint16Array.from({ length: domain.sizes[0]! }, (_, i) => i >> 4)],
      },
    ];
    const answers = await table.counts(domain).countAll(requests);
    for (const [i, { columns, maps }] of requests.entries())
      assert.deepEqual(answers[i], await expected.count(columns, maps));
    const keys = await table.keys("site", ["A"]).keys();
    assert.deepEqual([...keys].sort(), [
      ["B", 1000],
      ["C", 1000],
    ]);
  } finally {
    await table.close();
  }
});

test("a release from a server is the release from memory, noise and all", async () => {
  const closed = SynthSchema.parse({
    ...schema,
    columns: schema.columns.map((column) =>
      column.name === "site" ? { name: "site", kind: "categorical", levels: ["A", "B", "C"] } : column,
    ),
  });
  const options = { epsilon: 1, delta: 1e-6, mechanism: "aim" } as const;
  const table = await openPostgresTable(url, TABLE, closed);
  try {
    const fromServer = await fitTable(table, closed, { ...options, entropy: seededEntropy(2) });
    const fromMemory = await fitTable(
      {
        counts: ({ sizes, columns }) =>
          memoryCountSource({
            sizes,
            rows: ROWS.length,
            columns: columns.map((column, c) =>
              Uint16Array.from(ROWS, (row) => codeCell(column, row[c]!) as number),
            ),
          }),
        keys: () => assert.fail("no column is open"),
      },
      closed,
      { ...options, entropy: seededEntropy(2) },
    );
    assert.deepEqual(fromServer, fromMemory);
  } finally {
    await table.close();
  }
});

const codeOf = async (work: () => Promise<unknown>) => {
  try {
    await work();
  } catch (error) {
    assert.ok(error instanceof SymbolonError, String(error));
    const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
    assert.ok(!/s3cr/.test(shown) && !shown.includes("reader"), shown);
    return `${error.code} ${error.details.reason ?? error.details.column}`;
  }
  return "none";
};

test("nothing can be written, even by what a table calls", async () => {
  const table = await openPostgresTable(url, "sly", schema);
  const counts = table.counts(fineDomain(schema));
  assert.equal(await codeOf(() => counts.count([0], [null])), "E1005 PostgreSQL failed with code 25006");
  await table.close();
});

test("what cannot be read is refused with its reason, and no message holds user or password", async () => {
  const open = (to: string, table = TABLE, of = schema) => codeOf(() => openPostgresTable(to, table, of));
  assert.match(await open(url, "nowhere"), /^E1005 there is no such table/);
  for (const name of ["", "a.b.c.d", 'a"b', "a..b", 'cohort"; DROP TABLE x'])
    assert.match(await open(url, name), /^E1005 it is not the name of a table/);
  const more = SynthSchema.parse({
    ...schema,
    columns: [...schema.columns, { name: "grade", kind: "categorical", levels: ["1"] }],
  });
  assert.equal(await open(url, TABLE, more), "E1001 grade");
  assert.equal(await open(`${url}?sslmode=verify-full`), "E1005 the server does not offer TLS");
  assert.match(await open(`${url}?sslrootcert=/no/such/file`), /^E1005 a certificate file .* is not there/);
  assert.equal(
    await open(`postgres://reader:${SECRET}@127.0.0.1:1/postgres`),
    "E1005 no server answers there",
  );
  assert.match(await open(`postgres://reader:${SECRET}@:bad:/x`), /^E1005 the connection string is not like/);
  await assert.rejects(openPostgresTable(url, TABLE, schema, { statementSeconds: 0 }), RangeError);
});

test("postgresReason reads codes and never a server's own words", () => {
  const failed = (code: string) => Object.assign(new Error("value 123 of Mr X"), { code });
  assert.equal(postgresReason(failed("57014"), 60), "a statement ran longer than 60 s");
  assert.equal(postgresReason(failed("22P02"), 60), "PostgreSQL failed with code 22P02");
  assert.equal(postgresReason(new AggregateError([failed("ECONNREFUSED")]), 60), "no server answers there");
  assert.match(postgresReason(failed("DEPTH_ZERO_SELF_SIGNED_CERT"), 60), /nobody this machine trusts/);
  assert.equal(postgresReason(new Error("value 123 of Mr X"), 60), "the connection failed");
  assert.equal(postgresReason("x", 60), "the connection failed");
});
