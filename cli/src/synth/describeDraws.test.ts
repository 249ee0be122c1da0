import assert from "node:assert/strict";
import { test } from "node:test";
import type { CombinedFigure } from "@symbolon/synth-worker/synthesis";
import { describeDraws } from "./describeDraws.ts";

const combined = {
  estimate: 0.05,
  variance: 4,
  within: 1,
  between: 2.5,
  degreesOfFreedom: 7,
  low: 0,
  high: 0.25,
  pull: -0.012,
};
const share = (level: string | null, estimate: number): CombinedFigure => ({
  column: "drug",
  kind: "share",
  level,
  combined: { ...combined, estimate },
});

test("a line per figure with the parts of its error; of many levels the largest and the empty ones", () => {
  const figures: CombinedFigure[] = [
    { column: "age", kind: "mean", level: null, combined: { ...combined, estimate: 54.321987 } },
    { column: "lab", kind: "mean", level: null, combined: null },
    share(null, 0.001),
    ...Array.from({ length: 20 }, (_, i) => share(`d${i}`, (i + 1) / 210)),
  ];
  const { lines, combining } = describeDraws({ records: 1000, figures }, 5, 1000);
  assert.ok(lines.includes("  age: mean 54.322 (0 to 0.25), noise 1.7, patients 1, pull -0.012"));
  assert.ok(lines.includes("  lab: mean unknown"));
  const levels = lines.filter((line) => line.startsWith("  drug ="));
  assert.equal(levels.length, 7);
  assert.match(levels[0]!, /\(empty\): 0\.0010/);
  assert.ok(
    !levels.some((line) => line.includes("= d13:")) && levels.some((line) => line.includes("= d14:")),
  );
  assert.ok(lines.includes("  14 rarer levels are in the JSON report"));
  assert.equal(combining.figures.length, 23);
  assert.equal(combining.varianceFactor, 1);
  assert.ok(!lines.some((line) => line.includes("rows / records") || line.includes("Fewer than 5")));
});

test("rows beyond the records: an analyst's own variances are scaled", () => {
  const { lines, combining } = describeDraws({ records: 1000, figures: [] }, 2, 20_000);
  assert.equal(combining.varianceFactor, 20);
  assert.ok(lines.some((line) => line.includes("mean(v) x 20.0 (rows / records) + (1 + 1/2) x variance")));
  assert.ok(lines.some((line) => line.startsWith("Fewer than 5 draws")));
});
