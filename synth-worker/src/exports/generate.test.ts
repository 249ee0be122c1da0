import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type CohortCondition, digestOfBytes, Model, SymbolonError } from "@symbolon/protocol";
import { generateCsv } from "./generate.ts";

const vector = JSON.parse(
  readFileSync(new URL("../../test-vectors/generate.json", import.meta.url), "utf8"),
) as {
  model: unknown;
  rows: number;
  seedHex: string;
  sha256: string;
  firstLines: string[];
  maxent: { columns: string[]; cohort: CohortCondition[]; sha256: string; firstLines: string[] };
};
const model = Model.parse(vector.model);
const { rows, seedHex } = vector;
/** The cells of a CSV line, quoted ones kept as written. */
const cells = (line: string) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test("the recorded model and seed give the recorded bytes", () => {
  const bytes = generateCsv(model, { rows, seedHex });
  assert.deepEqual(text(bytes).split("\n").slice(0, vector.firstLines.length), vector.firstLines);
  assert.equal(digestOfBytes(bytes), vector.sha256);
});

test("the same counts with the engine maxent, columns and a cohort give the recorded bytes, all rows in the cohort", () => {
  const { columns, cohort, sha256, firstLines } = vector.maxent;
  const bytes = generateCsv({ ...model, engine: "maxent" }, { rows, seedHex, columns, cohort });
  const lines = text(bytes).split("\n");
  assert.deepEqual(lines.slice(0, firstLines.length), firstLines);
  assert.equal(digestOfBytes(bytes), sha256);
  const age = cohort.find(({ column }) => column === "age") as { from: number };
  for (const line of lines.slice(1, -1)) assert.ok(Number(cells(line)[1]) >= age.from, line);
});

test("columns and cohort change what is shown and who is in, never the values of a column", () => {
  const maxent: Model = { ...model, engine: "maxent" };
  const { cohort } = vector.maxent;
  const whole = text(generateCsv(maxent, { rows: 40, seedHex, cohort }))
    .split("\n")
    .map(cells);
  const part = text(generateCsv(maxent, { rows: 40, seedHex, cohort, columns: ["stage"] })).split("\n");
  const at = whole[0]!.indexOf("stage");
  whole.slice(0, -1).forEach((row, index) => {
    assert.equal(part[index], row[at]);
  });
});

test("the file has the header, the rows asked for, and only values of the schema", () => {
  const lines = text(generateCsv(model, { rows: 50, seedHex })).split("\n");
  assert.equal(lines[0], model.schema.columns.map((column) => column.name).join(","));
  assert.equal(lines.length, 52);
  for (const line of lines.slice(1, -1)) {
    cells(line).forEach((written, c) => {
      const column = model.schema.columns[c]!;
      const cell = written.replace(/^"(.*)"$/, "$1");
      if (column.kind === "categorical") assert.ok(column.levels.includes(cell), cell);
      else assert.ok(Number(cell) >= column.edges[0]! && Number(cell) < column.edges.at(-1)!, cell);
    });
  }
});

test("leaving columns out keeps the others' values, in the order asked", () => {
  const whole = text(generateCsv(model, { rows: 30, seedHex }))
    .split("\n")
    .map(cells);
  const names = model.schema.columns.map((column) => column.name);
  const wanted = [names[3]!, names[0]!];
  const part = text(generateCsv(model, { rows: 30, seedHex, columns: wanted })).split("\n");
  whole.slice(0, -1).forEach((row, index) => {
    assert.equal(part[index], `${row[3]},${row[0]}`);
  });
});

test("impossible requests are refused with E1006", () => {
  const bad: Parameters<typeof generateCsv>[1][] = [
    { rows: 0, seedHex },
    { rows: 1.5, seedHex },
    { rows: 1_000_001, seedHex },
    { rows: 1, seedHex: "0x12" },
    { rows: 1, seedHex, columns: ["unknown"] },
    { rows: 1, seedHex, columns: ["age", "age"] },
    { rows: 1, seedHex, columns: [] },
    { rows: 1, seedHex, cohort: vector.maxent.cohort },
  ];
  for (const options of bad) {
    assert.throws(
      () => generateCsv(model, options),
      (error) => error instanceof SymbolonError && error.code === "E1006",
    );
  }
});

test("everything the generator reaches is pure and exact: no node: import, no inexact arithmetic", () => {
  const seen = new Set<string>();
  const visit = (url: URL) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    const source = readFileSync(url, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    assert.doesNotMatch(source, /["']node:/, url.href);
    // Only these members of Math are exact by IEEE 754 and ECMA-262; ** is not.
    for (const [, name] of source.matchAll(/Math\.(\w+)/g)) {
      assert.ok(
        ["floor", "max", "min", "abs", "sign", "sqrt", "imul", "clz32", "LN2", "SQRT2"].includes(name!),
        `${name} in ${url}`,
      );
    }
    assert.doesNotMatch(source, /\*\*/, url.href);
    // Type imports are erased before anything runs.
    const values = source.replace(/^(?:import|export) type [^;]*;/gm, "");
    for (const [, path] of values.matchAll(/from "(\.[^"]+)"/g)) visit(new URL(path!, url));
  };
  visit(new URL("./generate.ts", import.meta.url));
  assert.ok(seen.size > 10);
});
