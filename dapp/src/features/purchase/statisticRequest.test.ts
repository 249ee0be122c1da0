import assert from "node:assert/strict";
import { test } from "node:test";
import { checkStatistic, STATISTICS, StatisticsOrderSpec } from "@symbolon/protocol";
import {
  DEFAULT_STATISTIC,
  MOST_COLUMNS,
  PRIVATE_STATISTICS,
  type StatisticDraft,
  withStatistic,
} from "./statisticDraft.ts";
import { statisticRequest } from "./statisticRequest.ts";
import { sampleSchema } from "./test-support/sampleDataset.ts";

const whole: StatisticDraft = {
  ...DEFAULT_STATISTIC,
  columns: ["age", "grade"],
  time: "days",
  event: { column: "event", level: "yes" },
  group: "grade",
};
const KINDS = Object.keys(MOST_COLUMNS) as StatisticDraft["statistic"][];

for (const statistic of KINDS)
  test(`a filled-in form is an order of ${statistic} that schema and protocol accept, private exactly where a bound is known`, () => {
    const draft = withStatistic(whole, statistic, sampleSchema);
    const asked = statisticRequest(draft, sampleSchema);
    assert.ok("request" in asked, "missing" in asked ? asked.missing : "");
    const isPrivate = draft.release === "private";
    assert.equal(isPrivate, PRIVATE_STATISTICS.includes(statistic));
    const spec = StatisticsOrderSpec.parse({
      format: "symbolon-order/3",
      chainId: 1,
      schemaDigest: `0x${"11".repeat(32)}`,
      datasetIds: ["1", "2", "3"],
      engine: STATISTICS,
      rows: 1,
      purpose: 16,
      buyerKey: `0x${"22".repeat(32)}`,
      rhoMicro: isPrivate ? "20000" : "1",
      request: asked.request,
      release: isPrivate ? { kind: "private", epsilon: 1, delta: 1e-6 } : { kind: "aggregate" },
    });
    assert.doesNotThrow(() => checkStatistic(spec, sampleSchema));
  });

test("what is not chosen yet is asked for in words; a count of everybody needs nothing", () => {
  for (const statistic of KINDS) {
    const asked = statisticRequest({ ...DEFAULT_STATISTIC, statistic }, sampleSchema);
    assert.equal("missing" in asked, statistic !== "table", statistic);
  }
});

test("ranges, bins and levels are the public ones: a long range has a coarser grid of quantiles, a curve ends where times end", () => {
  const of = (statistic: StatisticDraft["statistic"], change: Partial<StatisticDraft>) => {
    const asked = statisticRequest({ ...whole, statistic, ...change }, sampleSchema);
    assert.ok("request" in asked);
    return asked.request;
  };
  const age = of("quantiles", { columns: ["age"] });
  assert.ok(age.statistic === "quantiles");
  assert.deepEqual([age.min, age.max, age.step], [20, 91, 1]);
  const days = of("quantiles", { columns: ["days"] });
  assert.ok(days.statistic === "quantiles" && days.step === 3650 / 1024);
  const curve = of("kaplan-meier", {});
  assert.ok(curve.statistic === "kaplan-meier" && curve.grid.at(-1) === 3650);
  assert.ok(curve.grid.every((time, i) => time > (curve.grid[i - 1] ?? 0)));
  const cox = of("cox", { columns: ["age", "grade"] });
  assert.ok(cox.statistic === "cox");
  assert.deepEqual(cox.terms, [
    { column: "age", min: 20, max: 91 },
    { column: "grade", level: "2" },
    { column: "grade", level: "3" },
  ]);
});

test("another kind of statistic drops columns that it cannot take, and the proof where none is known", () => {
  assert.deepEqual(withStatistic(whole, "means", sampleSchema).columns, ["age"]);
  assert.deepEqual(withStatistic({ ...whole, columns: ["age", "days"] }, "quantiles", sampleSchema).columns, [
    "age",
  ]);
  assert.equal(withStatistic(whole, "cox", sampleSchema).release, "aggregate");
  assert.equal(withStatistic(whole, "means", sampleSchema).release, "private");
});
