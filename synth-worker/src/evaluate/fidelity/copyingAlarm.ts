import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { classifierTwoSample } from "./classifierTwoSample.ts";

const FOLDS = 5;

/**
 * Whether a file holds copies of its training records, by a two-sample test that copies mislead (classifierTwoSample). Every second record of both takes
 * part: a file whose columns match the whole training half more closely than chance also misleads the test, without copying anybody;
 * against every second record it matches no better than chance does, while copies still meet their twins. False for files too small to test.
 */
export function copyingAlarm(training: MixedTable, synthetic: MixedTable, maxRows?: number): boolean {
  const [some, made] = [everySecond(training), everySecond(synthetic)];
  if (Math.min(some.rows, made.rows) < 2 * FOLDS) return false;
  return classifierTwoSample(some, made, { folds: FOLDS, ...(maxRows === undefined ? {} : { maxRows }) })
    .copyingAlarm;
}

function everySecond(table: MixedTable): MixedTable {
  return pickRecords(
    table,
    Int32Array.from({ length: Math.ceil(table.rows / 2) }, (_, i) => 2 * i),
  );
}
