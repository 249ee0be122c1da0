import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatasetSchema } from "../messages/datasetSchema.ts";
import type { StatisticRequest } from "../messages/statisticsOrderSpec.ts";
import { checkOrderSpec } from "./checkOrderSpec.ts";
import { isPrivateOrder } from "./isPrivateOrder.ts";
import { isStatisticsOrder } from "./isStatisticsOrder.ts";
import { statisticColumns } from "./statisticColumns.ts";
import { statisticsClass } from "./statisticsClass.ts";

const schema: DatasetSchema = {
  format: "symbolon-schema/1",
  name: "lung",
  columns: [
    { name: "time", label: "Time", kind: "numeric", unit: "days", edges: [0, 100, 1100] },
    { name: "status", label: "Death", kind: "categorical", levels: ["0", "1"] },
    { name: "sex", label: "Sex", kind: "categorical", levels: ["male", "female"] },
    { name: "age", label: "Age", kind: "numeric", unit: "years", edges: [0, 60, 120] },
  ],
  pairs: [],
};
const cox: StatisticRequest = {
  statistic: "cox",
  time: "time",
  event: { column: "status", level: "1" },
  terms: [
    { column: "age", min: 0, max: 120 },
    { column: "sex", level: "female" },
  ],
  ties: "efron",
};
const check = (request: StatisticRequest, cohort?: { column: string; from: number }[]) =>
  checkOrderSpec({ engine: "statistics", request, cohort }, schema);

test("a statistic that fits its schema is accepted; its cohort may cut a bin, since records are read as they are", () => {
  check(cox);
  check(cox, [{ column: "age", from: 55 }]);
  check({ statistic: "table", by: [{ column: "age", levels: ["60"], missing: false }] });
  // Levels that are written as numbers can be added up.
  check({ statistic: "means", columns: [{ column: "status", min: 0, max: 1 }] });
});

test("columns, levels and numbers that are not there are refused with E1006, naming them", () => {
  const cases: [StatisticRequest, RegExp][] = [
    [{ ...cox, time: "days" }, /days is not a column/],
    [{ ...cox, event: { column: "status", level: "dead" } }, /dead is no level of status/],
    [{ ...cox, time: "sex" }, /sex is no number/],
    [
      { statistic: "table", by: [{ column: "age", levels: ["old"], missing: false }] },
      /old is no level of age/,
    ],
    [{ statistic: "means", columns: [{ column: "sex", min: 0, max: 1 }] }, /sex is no number/],
  ];
  for (const [request, text] of cases)
    assert.throws(
      () => check(request),
      (error: { code?: string; message?: string }) =>
        error.code === "E1006" && text.test(error.message ?? ""),
    );
  assert.throws(() => check(cox, [{ column: "sex", from: 1 }]), { code: "E1006" });
});

test("the columns that are read are those of question and cohort, each once", () => {
  const cohort = [
    { column: "age", from: 40 },
    { column: "sex", in: ["male"] },
  ];
  assert.deepEqual(statisticColumns({ request: cox, cohort }), ["time", "status", "age", "sex"]);
  const request: StatisticRequest = { statistic: "table", by: [] };
  assert.deepEqual(statisticColumns({ request, cohort }), ["age", "sex"]);
});

test("a private statistic is of the private class, and of no kind of file", () => {
  const order = { engine: "statistics" } as const;
  assert.equal(isStatisticsOrder(order), true);
  assert.equal(isPrivateOrder(order), false);
  assert.equal(isStatisticsOrder({ engine: "high-fidelity" }), false);
  assert.equal(statisticsClass({ kind: "private" }), "private");
  assert.equal(statisticsClass({ kind: "aggregate" }), "statistics");
});
