import assert from "node:assert/strict";
import type { StatisticsOrderSpec } from "@symbolon/protocol";
import type { MixedTable } from "../../../math/mixedTable.ts";
import type { StatisticResult } from "../statisticOf.ts";
import { runStatistic } from "./runStatistic.ts";

/** The result of an order that is released, over three nodes in memory; the test fails when it is withheld. */
export function released<K extends StatisticResult["statistic"]>(
  kind: K,
  spec: StatisticsOrderSpec,
  tables: readonly MixedTable[],
): Extract<StatisticResult, { statistic: K }> {
  const { end } = runStatistic(spec, tables);
  assert.ok(end.step === "released" && end.result.statistic === kind, JSON.stringify(end));
  return end.result as Extract<StatisticResult, { statistic: K }>;
}
