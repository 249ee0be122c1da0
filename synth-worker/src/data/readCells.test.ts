import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { DatasetSchema, SymbolonError } from "@symbolon/protocol";
import fc from "fast-check";
import { mappingText } from "../tabular/hospital/mappingText.ts";
import { parseProviderConfig } from "../tabular/hospital/providerConfig.ts";
import { readCells } from "../tabular/hospital/readCells.ts";
import { type LoadRequest, loadRecords } from "./loadRecords.ts";

const EXAMPLES = join(import.meta.dirname, "../../../examples/breast");
const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [20, 40, 60] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m", "2.0", "1e+16", "7", "true"] },
  ],
  pairs: [["age", "sex"]],
};
const mapping: LoadRequest["mapping"] = {
  delimiter: ",",
  source: { id: "text", years: "number?", sex: "text?" },
  columns: { age: { sql: "years" }, sex: { sql: "sex" } },
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "symbolon-cells-"));
});
after(() => rm(folder, { recursive: true, force: true }));

/** What one of the two readers makes of a file: cells, or the error's code and details. */
type Outcome = { readonly columns: number[][] } | { readonly code: string; readonly details: object };

const outcomeOf = async (
  read: () => Promise<{ columns: readonly ArrayLike<number>[] }>,
): Promise<Outcome> => {
  try {
    return { columns: (await read()).columns.map((column) => Array.from(column)) };
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    return {
      code: error.code,
      details: error.code === "E1005" || error.code === "E1006" ? {} : error.details,
    };
  }
};
/** Both readers' outcome: DuckDB's, and the one without it. */
const both = async (content: string | Uint8Array, change: Partial<LoadRequest["mapping"]> = {}) => {
  const file = join(folder, "records.csv");
  await writeFile(file, content);
  const used = { ...mapping, ...change };
  const duck = await outcomeOf(async () => {
    const records = await loadRecords({ file, mapping: used, schema, limits: { maxFileBytes: 1e6 } });
    records.close();
    return records.table;
  });
  const bytes = await readFile(file);
  const own = await outcomeOf(
    async () => readCells({ name: "records.csv", bytes, mapping: used, schema }).table,
  );
  return { duck, own };
};
const alike = async (content: string | Uint8Array, change: Partial<LoadRequest["mapping"]> = {}) => {
  const { duck, own } = await both(content, change);
  assert.deepEqual(own, duck, JSON.stringify(content).slice(0, 200));
  return own;
};

describe("readCells", () => {
  for (const name of ["rotterdam", "gbsg"]) {
    test(`gives the cells and the digest that DuckDB gives for the example ${name}`, async () => {
      const read = async (file: string) => JSON.parse(await readFile(join(EXAMPLES, file), "utf8"));
      const breast = DatasetSchema.parse(await read("breast.schema.json"));
      const config = parseProviderConfig(await read(`${name}.mapping.json`));
      const file = join(EXAMPLES, config.file);
      const limits = { maxFileBytes: config.maxFileBytes };
      const records = await loadRecords({ file, mapping: config, schema: breast, limits });
      records.close();
      const own = readCells({ name, bytes: await readFile(file), mapping: config, schema: breast });
      assert.deepEqual(own.table, records.table);
      assert.equal(own.fileDigest, records.fileDigest);
    });
  }

  test("reads quotes, CRLF, a byte order mark, spaces and empty lines as DuckDB does", async () => {
    await alike('id,years,sex\r\n"a,\n""b""",20,f\r\n2, 41 ,"m"\r\n');
    await alike("\ufeffid,years,sex\n1,20,f\n\n2,59,m\n");
    await alike("id , years,sex \n1,20,\u00a0f\u2003\n");
    await alike("years,id,sex,more\n1e1,x,m,\n+5.,y,f,1\n", { delimiter: "," });
    await alike("id;years;sex\n1;20;f\n", { delimiter: ";" });
    await alike("id\tyears\tsex\n1\t20\tf", { delimiter: "\t" });
  });

  test("refuses what DuckDB refuses, with the same code, row and column", async () => {
    const codes = [];
    for (const content of [
      "",
      "id,years,sex\n",
      "id,years\n1,20\n",
      "id,years,sex\n1,20,f\n2,30\n",
      "id,years,sex\n1,20,f,extra\n",
      "id,years,sex\n,20,f\n",
      "id,years,sex\n1,20,f\n2,,m\n",
      "id,years,sex\n1,20,f\n2,30,\n",
      "id,years,sex\n1,20,x\n2,12a,f\n",
      "id,years,sex\n1,20,f\n2,30,x\n3,30,y\n",
      'id,years,sex\n1,20,f\n2,"1,5",f\n',
      'id,years,sex\n1,20,"f\n',
      'id,years,sex\n1,20,"f"x\n',
      'id,years,sex\n1,20,f\n2,"\t",f\n',
      ...["NaN", "inf", "0x10", "1_000", "--5", "1e400", "1e", ".", "5 5", "\t5"].map(
        (value) => `id,years,sex\n1,20,f\n2,${value},f\n`,
      ),
    ]) {
      const outcome = await alike(content);
      assert.ok("code" in outcome, content);
      codes.push(outcome.code);
    }
    for (const code of ["E1001", "E1002", "E1003", "E1005", "E1007", "E1008"])
      assert.ok(codes.includes(code));
    for (const content of [
      new Uint8Array([0x50, 0x4b, 0, 1]),
      new Uint8Array([0x69, 0x2c, 0xff, 0xfe, 0x0a]),
    ])
      assert.equal(((await alike(content)) as { code: string }).code, "E1005");
  });

  test("evaluates a mapping as DuckDB does: numbers, NULL, choices, texts of numbers", async () => {
    const csv = "id,years,sex\n1,20,f\n2,39.5,m\n3,,f\n4,61,\n5,0,m\n6,1e16,f\n";
    for (const sql of [
      "CASE WHEN years < 30 THEN 'f' WHEN years >= 30 THEN 'm' ELSE '7' END",
      "CASE WHEN NOT (years > 30 OR sex = 'm') THEN 'f' ELSE 'm' END",
      "CASE WHEN years > 30 OR sex = 'm' THEN 'f' ELSE 'm' END",
      "CASE WHEN years NOT BETWEEN 10 AND 40 AND sex IS NOT NULL THEN 'f' ELSE 'm' END",
      "CASE sex WHEN 'f' THEN 'm' WHEN NULL THEN '7' ELSE 'f' END",
      "CASE WHEN sex IN ('f', NULL) THEN 'f' WHEN sex NOT IN ('m') THEN '7' ELSE 'm' END",
      "CASE WHEN sex NOT IN ('f', NULL) THEN 'f' ELSE 'm' END",
      "COALESCE(nullif(sex, 'm'), 'm')",
      "CASE WHEN years / 0 > 5 THEN 'f' ELSE 'm' END",
      "CASE WHEN years - 20.0 = 0 THEN 'f' ELSE 'm' END",
      "CASE WHEN least(years, 30) = 30 THEN 'f' WHEN greatest(\"YEARS\", NULL, 50) = 50 THEN 'm' ELSE '7' END",
      "CASE WHEN -years * 2 + 1 <= -40 THEN 2e0 ELSE 1e16 END",
      "CASE WHEN years IS NULL THEN 7 ELSE 3 + 4 END",
      "CASE WHEN years = years THEN 7 END",
      "years = 20 OR years <> 20 OR years IS NULL",
      "CASE WHEN 0/0.0 = 0/0e0 THEN 'f' ELSE 'm' END",
    ])
      await alike(csv, { columns: { age: { sql: "coalesce(years, 20)" }, sex: { sql } } });
    for (const sql of ["1.5", "years * 1.25", "coalesce(years, 0.5, 3)", "'12'", "sex", "1/0e0", "years > 1"])
      await alike(csv, { columns: { age: { sql }, sex: { sql: "'f'" } } });
  });

  test("refuses, and never guesses, what is SQL and not known here", async () => {
    const csv = "id,years,sex\n1,20,f\n";
    for (const sql of [
      "lower(sex)",
      "CASE WHEN sex < 'm' THEN 'f' ELSE 'm' END",
      "CASE WHEN years = '20' THEN 'f' ELSE 'm' END",
      "CASE WHEN 1.1 + 2.2 = 3.3 THEN 'f' ELSE 'm' END",
      "CAST(years AS VARCHAR)",
      "sex::VARCHAR",
      "sex -- a remark",
      "(SELECT 'f')",
      "sex || ''",
      "CASE WHEN years > 1 THEN 1.50 ELSE 2 END",
      "2147483647 + 1",
      "date '2020-01-01'",
      "nosuch",
      "true",
    ]) {
      const bytes = new TextEncoder().encode(csv);
      const used = { ...mapping, columns: { age: { sql: "years" }, sex: { sql } } };
      assert.throws(() => readCells({ name: "f", bytes, mapping: used, schema }), { code: "E1006" }, sql);
    }
  });

  test("doubles have DuckDB's text", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    const short = fc
      .tuple(fc.integer(), fc.integer({ min: -20, max: 20 }))
      .map(([n, e]) => Number(`${n}e${e}`));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(any, short), { minLength: 200, maxLength: 200 }),
        async (numbers) => {
          const list = numbers.map((n) => (Object.is(n, -0) ? "-0e0" : n.toExponential())).join(", ");
          const answer = await connection.runAndReadAll(
            `SELECT CAST(unnest([${list}]::DOUBLE[]) AS VARCHAR)`,
          );
          assert.deepEqual(
            numbers.map((number) => mappingText("double", number)),
            answer.getColumns()[0],
          );
        },
      ),
      { numRuns: 20 },
    );
    connection.closeSync();
    instance.closeSync();
  });
});
