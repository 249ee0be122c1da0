import assert from "node:assert/strict";
import { test } from "node:test";
import { Origin } from "@symbolon/protocol";
import { originFacts } from "./originFacts.ts";

const common = {
  format: "symbolon-origin/1",
  chainId: 31337,
  orderId: "5",
  datasetId: "1",
  provider: `0x${"cd".repeat(20)}`,
  engine: "high-fidelity",
  statement: "not differentially private",
  rows: 300,
  outputHash: `0x${"ab".repeat(32)}`,
  bytes: 10,
  code: { version: "1", commit: "c", lockHash: `0x${"ab".repeat(32)}` },
};
const factsOf = (change: object) =>
  originFacts(Origin.parse({ ...common, ...change })).map(({ label, value }) => `${label}: ${value}`);

test("of images the copy gate is told, of records and patients the leaf", () => {
  assert.deepEqual(factsOf({ product: "images", gate: { made: 320, keptBack: 20 } }), [
    "Made: 300 images",
    "Drawn for them: 320",
    "Kept back by the copy gate: 20 (6.3 %)",
  ]);
  const leaf = { leaf: 25, leavesTried: 2 };
  assert.match(factsOf({ product: "patients-over-time", ...leaf })[0]!, /300 patients/);
  assert.deepEqual(factsOf(leaf), [
    "Made: 300 records",
    "Real records behind a value: 25 at least",
    "Settings attacked: 2, until one withstood",
  ]);
});
