import {
  gradientBoostedTrees,
  independenceError,
  type Learner,
  logisticRegression,
  marginalError,
  transferAuroc,
} from "@symbolon/synth-worker/evaluation";
import type { Yardstick } from "./job.ts";
import { marginalFigures } from "./marginalFigures.ts";
import { readTable } from "./readTable.ts";
import { resampleRows, splitHalves } from "./splitHalves.ts";

/** A table's figures without privacy: no relations at all, sampling alone, and learning from real records. */
export function measureYardstick(name: string, seeds: readonly number[]): Yardstick {
  const table = readTable(name);
  const resampled = resampleRows(table, 0);
  const auroc = (learner: Learner) => {
    const values = seeds.map((seed) => {
      const [train, test] = splitHalves(table, seed);
      return transferAuroc(train, test, table.task, learner).value;
    });
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return {
    table: name,
    rows: table.rows,
    columns: table.sizes.length,
    independence: marginalFigures(table, (sets) => independenceError(table, sets)),
    resample: marginalFigures(table, (sets) => marginalError(table, resampled, sets)),
    auroc: auroc(gradientBoostedTrees),
    aurocLogistic: auroc(logisticRegression),
  };
}
