import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SynthSchema } from "@symbolon/protocol";
import { fineDomain } from "../../tabular/coding/fineDomain.ts";
import { type SqlEngine, sqlTableSource } from "../sqlTableSource.ts";
import { clickhouse } from "./clickhouse.ts";
import { duckdb } from "./duckdb.ts";
import { postgres } from "./postgres.ts";
import { spark } from "./spark.ts";
import { trino } from "./trino.ts";

const schema = SynthSchema.parse({
  format: "symbolon-synth-schema/1",
  name: "cohort",
  columns: [
    { name: "stage", kind: "categorical", levels: ["I", "II", "it's\\"], missing: true },
    { name: "site", kind: "categorical", levels: ["here"], open: true },
    { name: "age", kind: "number", min: 0, max: 99, integer: true, bins: 4 },
    { name: "marker", kind: "number", min: 0, max: 1, decimals: 1, bins: 2, missing: true },
  ],
  patient: "patient id",
  maxRecordsPerPatient: 3,
});
const domain = fineDomain(schema);
const merged = Uint16Array.from([0, 1, 1, 2]);

/** Every statement a release sends: the check of all cells, a table, two tables in one scan where it can, keys of an open column. */
async function statements(dialect: SqlEngine["dialect"]): Promise<string[]> {
  const sent: string[] = [];
  const engine: SqlEngine = {
    dialect,
    async query(sql) {
      sent.push(sql);
      // The check asks for a number of records and of faults; counts and keys may come back empty.
      return sql.includes(" AS b0") ? [[1, ...domain.columns.map(() => 0), 0]] : [];
    },
  };
  const source = sqlTableSource(engine, { from: "hospital.records", numeric: new Set(["marker"]) }, schema);
  const counts = source.counts(domain);
  await counts.count([0, 2, 3], [merged, null, Uint16Array.from([0, 1, 1])]);
  await counts.countAll([
    { columns: [0], maps: [null] },
    { columns: [1, 2], maps: [null, null] },
  ]);
  await source.keys("site", ["here"]).keys();
  return sent;
}

for (const dialect of [duckdb, postgres, trino, spark, clickhouse])
  test(`the SQL for ${dialect.name} is the recorded text`, async () => {
    const recorded = readFileSync(
      new URL(`../../../test-vectors/sql/${dialect.name}.sql`, import.meta.url),
      "utf8",
    );
    assert.equal(`${(await statements(dialect)).join(";\n\n")};\n`, recorded);
  });
