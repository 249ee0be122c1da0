import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { type CohortCondition, digestOfBytes, JointModel, SymbolonError } from "@symbolon/protocol";
import { distanceToTables } from "../evaluate/privately/distanceToTables.ts";
import { checkJointModel } from "../joint/checkJointModel.ts";
import { sampleJointModel } from "../joint/sampleJointModel.ts";
import { dataFreeFigures } from "./dataFreeFigures.ts";
import { generateCsv } from "./generate.ts";

const vector = JSON.parse(
  readFileSync(new URL("../../test-vectors/generate.json", import.meta.url), "utf8"),
) as {
  model: unknown;
  rows: number;
  seedHex: string;
  sha256: string;
  firstLines: string[];
  dataFree: ReturnType<typeof dataFreeFigures>;
  cohort: { columns: string[]; cohort: CohortCondition[]; sha256: string; firstLines: string[] };
};
const model = JointModel.parse(vector.model);
const { rows, seedHex } = vector;
/** The cells of a CSV line, quoted ones kept as written. */
const cells = (line: string) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

test("the recorded model is a sound document, and with the recorded seed gives the recorded bytes", () => {
  assert.deepEqual(
    checkJointModel(vector.model).filter(({ ok }) => !ok),
    [],
  );
  const bytes = generateCsv(model, { rows, seedHex });
  assert.deepEqual(text(bytes).split("\n").slice(0, vector.firstLines.length), vector.firstLines);
  assert.equal(digestOfBytes(bytes), vector.sha256);
});

test("the same model with columns and a cohort gives the recorded bytes, all rows in the cohort", () => {
  const { columns, cohort, sha256, firstLines } = vector.cohort;
  const bytes = generateCsv(model, { rows, seedHex, columns, cohort });
  const lines = text(bytes).split("\n");
  assert.deepEqual(lines.slice(0, firstLines.length), firstLines);
  assert.equal(digestOfBytes(bytes), sha256);
  const age = cohort.find(({ column }) => column === "age") as { from: number };
  for (const line of lines.slice(1, -1)) assert.ok(Number(cells(line)[1]) >= age.from, line);
});

test("figures without records are the recorded ones: near what noise and drawing explain, and not for another file", () => {
  const figures = dataFreeFigures(model, { rows, seedHex });
  assert.deepEqual(figures, vector.dataFree);
  assert.ok(figures.meanTvd1 < 1.5 * figures.expectedTvd1 && figures.meanTvd2 < 1.5 * figures.expectedTvd2);
  // Tables turned round no longer are what the rows follow: a fit that missed them would show.
  const tables = model.tables.map((table) => ({ ...table, noisyCounts: table.noisyCounts.toReversed() }));
  const { table } = sampleJointModel(model, { rows, seedHex });
  const measured = tables.map(({ columns, coins, noisyCounts }) => ({
    columns: columns.map((name) => model.schema.columns.findIndex((column) => column.name === name)),
    counts: noisyCounts,
    variance: coins / 4,
  }));
  const wrong = distanceToTables(table, measured, 1600)!;
  assert.ok(wrong.tvd > 2 * wrong.expected, `${wrong.tvd} ${wrong.expected}`);
});

test("a noisier table explains more of its distance", () => {
  const request = { rows, seedHex };
  const noisier = { ...model, tables: model.tables.map((table) => ({ ...table, coins: 16 * table.coins })) };
  assert.ok(
    dataFreeFigures(noisier, request).expectedTvd1 > 1.5 * dataFreeFigures(model, request).expectedTvd1,
  );
});

test("columns and cohort change what is shown and who is in, never the values of a column", () => {
  const { cohort } = vector.cohort;
  const whole = text(generateCsv(model, { rows: 40, seedHex, cohort }))
    .split("\n")
    .map(cells);
  const part = text(generateCsv(model, { rows: 40, seedHex, cohort, columns: ["stage"] })).split("\n");
  const at = whole[0]!.indexOf("stage");
  whole.slice(0, -1).forEach((row, index) => {
    assert.equal(part[index], row[at]);
  });
});

test("counts of pure noise, all negative, still give a file", () => {
  const tables = model.tables.map(({ noisyCounts, ...table }) => ({
    ...table,
    noisyCounts: noisyCounts.map((_, cell) => -4000 - 13 * (cell % 5)),
  }));
  assert.equal(text(generateCsv({ ...model, tables }, { rows: 77, seedHex })).split("\n").length, 79);
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
    { rows: 1, seedHex, cohort: [{ column: "age", from: 40, below: 40 }] },
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
