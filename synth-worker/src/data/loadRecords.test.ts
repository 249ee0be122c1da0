import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DatasetSchema, ErrorCode } from "@symbolon/protocol";
import { checkFile } from "./checkFile.ts";
import { type LoadRequest, loadRecords } from "./loadRecords.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 40, 60] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
  ],
  pairs: [["age", "sex"]],
};
const mapping: LoadRequest["mapping"] = {
  delimiter: ",",
  source: { id: "text", years: "number", sex: "text" },
  subject: { sql: "'P' || id" },
  columns: { age: { sql: "years" }, sex: { sql: "sex" } },
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-data-"));
});
after(() => rm(folder, { recursive: true, force: true }));

const load = async (content: string | Uint8Array, change: Partial<LoadRequest> = {}) => {
  const file = join(folder, "records.csv");
  await writeFile(file, content);
  return loadRecords({ file, mapping, schema, limits: { maxFileBytes: 1e6 }, ...change });
};
const refuses = async (
  content: string | Uint8Array,
  code: ErrorCode,
  details: Record<string, unknown> = {},
  change: Partial<LoadRequest> = {},
) => {
  await assert.rejects(load(content, change), (error: { code: string; details: Record<string, unknown> }) => {
    assert.equal(error.code, code);
    for (const [key, value] of Object.entries(details)) assert.equal(error.details[key], value, key);
    return true;
  });
};

describe("loadRecords", () => {
  test("Art. 73(1)(b): once records are loaded, no SQL reads a file, writes one, or reaches the network", async () => {
    const secret = join(folder, "secret.txt");
    await writeFile(secret, "secret");
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end("years\n20\n");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const rows = "id,years,sex\n1,20,f\n";
    const copy = join(folder, "copy.csv");
    try {
      for (const sql of [
        `(SELECT length(content) FROM read_text('${secret}'))`,
        `(SELECT count(*) FROM read_csv('http://127.0.0.1:${port}/x.csv'))`,
      ])
        await assert.rejects(
          load(rows, { mapping: { ...mapping, columns: { ...mapping.columns, age: { sql } } } }),
        );
      const records = await load(rows);
      for (const sql of [
        `COPY (SELECT * FROM cells) TO '${copy}'`,
        `ATTACH '${join(folder, "copy.db")}'`,
        "SET enable_external_access = true",
        "INSTALL httpfs",
      ])
        await assert.rejects(records.connection.run(sql), sql);
      // The refusals are of these statements, not of any.
      await records.connection.run("SELECT count(*) FROM cells");
      records.close();
      assert.equal(asked, 0);
      await assert.rejects(readFile(copy), { code: "ENOENT" });
    } finally {
      server.close();
    }
  });

  test("bins numbers by the public edges, clamps outside values and numbers levels in schema order", async () => {
    const records = await load("id,years,sex\n1,20,f\n2,39.9,m\n3,40,m\n4,7,f\n5,1e2,f\n");
    assert.deepEqual([...records.table.columns[0]!], [0, 0, 1, 0, 1]);
    assert.deepEqual([...records.table.columns[1]!], [0, 1, 1, 0, 0]);
    assert.deepEqual(records.table.sizes, [2, 2]);
    assert.deepEqual(records.subjects, ["P1", "P2", "P3", "P4", "P5"]);
    records.close();
  });

  test("keeps the file's order over many rows, and quoted cells with delimiters and line breaks", async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `"${i},\n",${20 + (i % 40)},${i % 2 === 0 ? "f" : "m"}`,
    );
    const records = await load(`id,years,sex\n${rows.join("\n")}\n`);
    assert.equal(records.table.rows, 20_000);
    assert.ok(records.table.columns[0]!.every((cell, i) => cell === (i % 40 < 20 ? 0 : 1)));
    assert.ok(records.table.columns[1]!.every((cell, i) => cell === i % 2));
    records.close();
  });

  test("E1001 names a missing column", () => refuses("id,years\n1,20\n", "E1001", { column: "sex" }));

  test("E1002 names row, column, value and levels of an unknown level", () =>
    refuses("id,years,sex\n1,20,f\n2,30,x\n", "E1002", {
      row: 2,
      column: "sex",
      value: "x",
      levels: "f, m",
    }));

  for (const value of ["12a", "NaN", "inf", "0x10", "1_000", "twelve", "--5", "1,5"]) {
    test(`E1003 names row and column of the non-number ${value}`, () =>
      refuses(`id,years,sex\n1,20,f\n2,30,m\n3,"${value}",f\n`, "E1003", { row: 3, column: "years", value }));
  }

  test("E1003 for a mapping that makes text of a numeric column", () =>
    refuses(
      "id,years,sex\n1,20,f\n",
      "E1003",
      { row: 1, column: "age" },
      {
        mapping: { ...mapping, columns: { ...mapping.columns, age: { sql: "'old'" } } },
      },
    ));

  test("E1004 refuses a file above the limit before reading it", async () => {
    // 2 GiB of nothing in no time: a sparse file, so that reading it would be noticed as E1005 (binary) instead.
    const file = join(folder, "huge.csv");
    const { open } = await import("node:fs/promises");
    const handle = await open(file, "w");
    await handle.truncate(2 ** 31);
    await handle.close();
    await assert.rejects(loadRecords({ file, mapping, schema, limits: { maxFileBytes: 1000 } }), {
      code: "E1004",
      details: { file: "huge.csv", bytes: 2 ** 31, limit: 1000 },
    });
  });

  test("E1005 for a missing file, a folder, binary bytes, ragged rows and text in another encoding", async () => {
    const limits = { maxFileBytes: 1e6 };
    await assert.rejects(loadRecords({ file: join(folder, "none.csv"), mapping, schema, limits }), {
      code: "E1005",
    });
    await assert.rejects(loadRecords({ file: folder, mapping, schema, limits }), { code: "E1005" });
    await refuses(new Uint8Array([0x50, 0x4b, 0, 0, 1, 2]), "E1005");
    await refuses("id,years,sex\n1,20,f\n2,30\n", "E1005");
    await refuses("id,years,sex\n1,20,f,extra\n", "E1005");
    await refuses(Buffer.from("id,years,sex\n1,20,f\n2,30,\xe9\n", "latin1"), "E1005");
  });

  test("E1006 for a mapping that misses a column, has one too many, or whose SQL does not run", async () => {
    const csv = "id,years,sex\n1,20,f\n";
    const { age, sex } = mapping.columns as { age: { sql: string }; sex: { sql: string } };
    await refuses(csv, "E1006", {}, { mapping: { ...mapping, columns: { age } } });
    await refuses(csv, "E1006", {}, { mapping: { ...mapping, columns: { age, sex, more: sex } } });
    await refuses(
      csv,
      "E1006",
      {},
      { mapping: { ...mapping, columns: { sex, age: { sql: "undeclared" } } } },
    );
    await refuses(csv, "E1006", {}, { mapping: { ...mapping, columns: { sex, age: { sql: "years +" } } } });
  });

  test("the mapping's SQL reaches no file", () =>
    refuses(
      "id,years,sex\n1,20,f\n",
      "E1006",
      {},
      {
        mapping: {
          ...mapping,
          columns: { ...mapping.columns, sex: { sql: "(SELECT content FROM read_text('/etc/hostname'))" } },
        },
      },
    ));

  test("E1007 for an empty file and for a header alone", async () => {
    await refuses("", "E1007");
    await refuses("id,years,sex\n", "E1007");
  });

  test("E1008 names row and column of an empty or blank cell", async () => {
    await refuses("id,years,sex\n1,20,f\n2,,m\n", "E1008", { row: 2, column: "years" });
    await refuses("id,years,sex\n1,20,f\n2,30,  \n", "E1008", { row: 2, column: "sex" });
  });

  test("a cell declared optional reaches the SQL as NULL and is refused only where no value comes of it", async () => {
    const source = { id: "text", years: "number?", sex: "text" } as const;
    const csv = "id,years,sex\n1,20,f\n2,,m\n";
    await refuses(csv, "E1008", { row: 2, column: "age" }, { mapping: { ...mapping, source } });
    const columns = { ...mapping.columns, age: { sql: "coalesce(years, 50)" } };
    const records = await load(csv, { mapping: { ...mapping, source, columns } });
    assert.deepEqual([...records.table.columns[0]!], [0, 1]);
    records.close();
  });

  test("the first faulty record is named, whatever its column", () =>
    refuses("id,years,sex\n1,20,f\n2,30,x\n3,30,\n4,z,m\n", "E1008", { row: 3, column: "sex" }));

  test("Parquet gives the same cells as CSV", async () => {
    const csv = "id,years,sex\n1,20,f\n2,45,m\n";
    const file = join(folder, "records.parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * FROM (VALUES (1, 20, 'f'), (2, 45, 'm')) AS t(id, years, sex)) TO '${file}' (FORMAT parquet)`,
    );
    connection.closeSync();
    instance.closeSync();
    assert.equal((await checkFile(file, 1e6)).kind, "parquet");
    const parquet = await loadRecords({ file, mapping, schema, limits: { maxFileBytes: 1e6 } });
    const text = await load(csv);
    assert.deepEqual(parquet.table, text.table);
    parquet.close();
    text.close();
  });
});

describe("examples/breast", () => {
  test("both hospitals' files map to the shared schema, every patient once", async () => {
    const { readFile } = await import("node:fs/promises");
    const { parseProviderConfig } = await import("../tabular/hospital/providerConfig.ts");
    const examples = fileURLToPath(new URL("../../../examples/breast/", import.meta.url));
    const breast = JSON.parse(await readFile(join(examples, "breast.schema.json"), "utf8")) as DatasetSchema;
    const events: number[] = [];
    for (const [name, rows] of [
      ["rotterdam", 2982],
      ["gbsg", 686],
    ] as const) {
      const config = parseProviderConfig(
        JSON.parse(await readFile(join(examples, `${name}.mapping.json`), "utf8")),
      );
      const file = join(examples, config.file);
      const records = await loadRecords({ file, mapping: config, schema: breast, limits: config });
      assert.equal(records.table.rows, rows);
      assert.equal(new Set(records.subjects).size, rows);
      events.push(Array.from(records.table.columns.at(-1)!).filter((cell) => cell === 1).length);
      records.close();
    }
    // Rotterdam: 1518 recurrences and 195 deaths without one, 43 of them after recurrence follow-up had ended. GBSG: status = 1.
    assert.deepEqual(events, [1518 + 195 - 43, 299]);
  });
});
