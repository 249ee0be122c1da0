import assert from "node:assert/strict";
import { test } from "node:test";
import type { Column } from "@symbolon/protocol";
import { measuredShares } from "./measuredShares.ts";

const columns: Column[] = [
  { name: "age", label: "Age", kind: "numeric", unit: "", edges: [20, 40, 60] },
  { name: "sex", label: "Sex", kind: "categorical", levels: ["f", "m"] },
];
const model = (first: number[], second: number[]) => ({
  schema: { format: "symbolon-schema/1" as const, name: "t", columns, pairs: [] },
  tables: [
    { columns: ["age"], coins: 400, noisyCounts: first },
    { columns: ["sex"], coins: 1600, noisyCounts: second },
    { columns: ["age", "sex"], coins: 400, noisyCounts: [1, 2, 3, 4] },
  ],
});

test("shares are of the mean noisy total, with the deviation of each table's own noise; pairs count nowhere", () => {
  const [age, sex] = measuredShares(model([300, 690], [610, 400]));
  assert.deepEqual(age!.shares, [
    { label: "20–39", share: 0.3, noise: 0.01 },
    { label: "40–59", share: 0.69, noise: 0.01 },
  ]);
  assert.deepEqual(sex!.shares[1], { label: "m", share: 0.4, noise: 0.02 });
});

test("a negative noisy count stays negative, and an empty table divides by nothing", () => {
  const [age] = measuredShares(model([-5, 5], [-1, 1]));
  assert.deepEqual(
    age!.shares.map(({ share }) => share),
    [-5, 5],
  );
});
