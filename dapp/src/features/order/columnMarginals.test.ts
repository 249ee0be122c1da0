import assert from "node:assert/strict";
import { test } from "node:test";
import type { Column, JointModel } from "@symbolon/protocol";
import { dataFreeFigures } from "@symbolon/synth-worker/evaluation";
import { generateCsv } from "@symbolon/synth-worker/generate";
import { cellCounts } from "./cellCounts.ts";
import { columnMarginals } from "./columnMarginals.ts";

const columns: Column[] = [
  { name: "age", label: "Age", kind: "numeric", unit: "", edges: [20, 40, 60, 91] },
  { name: "site", label: "Site", kind: "categorical", levels: ["A, B", 'C "c"'] },
];

/** The tables of 1,000 patients by column, noise from 600 coins: variance 150. */
function modelOf(
  schemaColumns: Column[],
  tables: number[][],
): Pick<JointModel, "schema" | "tables" | "rhoMicro"> {
  return {
    schema: { format: "symbolon-schema/1", name: "t", columns: schemaColumns, pairs: [] },
    rhoMicro: "10000",
    tables: tables.map((noisyCounts, i) => ({ columns: [schemaColumns[i]!.name], coins: 600, noisyCounts })),
  };
}

test("cells are counted by bin and by level, quotes and commas included; what the schema lacks counts nowhere", () => {
  const csv = 'site,age,other\n"A, B",20,1\n"C ""c""",39,1\n"A, B",40,1\n"A, B",90,1\nnone,19,1\n';
  assert.deepEqual(cellCounts(csv, columns), { rows: 5, counts: { site: [3, 1], age: [2, 1, 1] } });
});

test("each variable has the file's share, the noisy share and the noise's deviation", () => {
  const model = modelOf(columns, [
    [300, 500, 200],
    [610, 390],
  ]);
  const [age, site] = columnMarginals(model, { rows: 4, counts: { age: [1, 2, 1], site: [4, 0] } });
  assert.deepEqual(age!.rows[1], { label: "40–59", file: 0.5, measured: 0.5, noise: Math.sqrt(150) / 1000 });
  assert.ok(Math.abs(age!.distance - 0.05) < 1e-12);
  assert.ok(Math.abs(site!.distance - 0.39) < 1e-12);
  assert.ok(age!.explained > 0.05, "four rows explain a lot");
});

test("their mean is the data-free figure that the certificate states", () => {
  const model = modelOf(columns, [
    [310, 480, 222],
    [610, 370],
  ]);
  const request = { rows: 500, seedHex: `0x${"07".repeat(32)}` };
  const csv = new TextDecoder().decode(generateCsv(model, request));
  const marginals = columnMarginals(model, cellCounts(csv, columns));
  const mean = (of: "distance" | "explained") =>
    marginals.reduce((total, marginal) => total + marginal[of], 0) / marginals.length;
  const stated = dataFreeFigures(model, request);
  assert.ok(Math.abs(mean("distance") - stated.meanTvd1) < 1e-4);
  assert.ok(Math.abs(mean("explained") - stated.expectedTvd1) < 1e-4);
});

test("a column that the file does not have is left out", () => {
  const model = modelOf(columns, [
    [300, 500, 200],
    [610, 390],
  ]);
  const marginals = columnMarginals(model, { rows: 1, counts: { site: [1, 0] } });
  assert.deepEqual(
    marginals.map(({ name }) => name),
    ["site"],
  );
});

test("many ranges are joined with their neighbours and many levels with the rarest; nothing is lost", () => {
  const edges = Array.from({ length: 41 }, (_, i) => i);
  const levels = Array.from({ length: 20 }, (_, i) => `l${i}`);
  const wide: Column[] = [
    { name: "n", label: "N", kind: "numeric", unit: "", edges },
    { name: "c", label: "C", kind: "categorical", levels },
  ];
  const model = modelOf(wide, [new Array(40).fill(25), levels.map((_, i) => i + 40.5)]);
  const counts = { n: new Array(40).fill(1), c: levels.map(() => 2) };
  for (const { rows } of columnMarginals(model, { rows: 40, counts })) {
    assert.ok(rows.length <= 14);
    assert.ok(Math.abs(rows.reduce((total, { file }) => total + file, 0) - 1) < 1e-12);
    assert.ok(Math.abs(rows.reduce((total, { measured }) => total + measured, 0) - 1) < 0.01);
  }
  const [n, c] = columnMarginals(model, { rows: 40, counts });
  assert.deepEqual([n!.rows[0]!.label, n!.rows.at(-1)!.label], ["0–2", "39"]);
  assert.equal(c!.rows.at(-1)!.label, "7 others");
  assert.ok(Math.abs(n!.rows[0]!.noise / Math.sqrt(3) - c!.rows[0]!.noise) < 1e-3);
});
