import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatasetSchema } from "@symbolon/protocol";
import { checkSurvival } from "./checkSurvival.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "test",
  columns: [
    { name: "days", label: "Days", kind: "numeric", unit: "days", edges: [0, 100, 1000] },
    { name: "event", label: "Event", kind: "categorical", levels: ["0", "1"] },
  ],
  pairs: [],
};

test("a pair of the schema holds, and so does none", () => {
  checkSurvival([{ time: "days", event: "event", level: "1" }], schema);
  checkSurvival([], schema);
});

for (const [what, pair] of [
  ["an unknown time", { time: "weeks", event: "event", level: "1" }],
  ["a time that is a category", { time: "event", event: "event", level: "1" }],
  ["an event that is a number", { time: "days", event: "days", level: "1" }],
  ["an unknown event", { time: "days", event: "death", level: "1" }],
  ["an unknown level", { time: "days", event: "event", level: "2" }],
] as const)
  test(`E1006 for ${what}`, () => {
    assert.throws(() => checkSurvival([pair], schema), { code: "E1006" });
  });
