import type { MixedTable } from "../../math/mixedTable.ts";
import { makeBinner } from "../coding/binner.ts";
import { martingaleResiduals } from "../coding/martingaleResiduals.ts";
import { residualColumn } from "../coding/residualColumn.ts";
import { fitStep } from "../growth/fitStep.ts";
import type { CodedTable, FittedStep, Step, SurvivalPair, TreesModel } from "./treesModel.ts";

/** A table with its bins and the residuals of its survival pairs; made once, used for every order of columns. */
export function codeTraining(
  table: MixedTable,
  pairs: readonly SurvivalPair[],
): Pick<TreesModel, "coded" | "survival"> {
  const survival = pairs.map((pair) => ({
    ...pair,
    residualsOf: martingaleResiduals(table.columns[pair.time]!, table.columns[pair.event]!, pair.eventCode),
  }));
  const columns = [
    ...table.columns,
    ...survival.map(({ time, event, residualsOf }) =>
      residualColumn(residualsOf(table.columns[time]!, table.columns[event]!)),
    ),
  ];
  const binners = columns.map((column) => makeBinner(column));
  const bins = columns.map((column, c) => binners[c]!.code(column));
  return { coded: { table, binners, bins }, survival };
}

/**
 * Grows every step's trees, each on the columns drawn before it. Steps among the first `restricted` learn from the records in `within` only, all
 * others from all records.
 */
export function fitModel(
  { coded, survival }: { readonly coded: CodedTable; readonly survival: TreesModel["survival"] },
  steps: readonly Step[],
  leaf: number,
  { restricted, within }: { readonly restricted: number; readonly within: Int32Array },
): TreesModel {
  const everybody = Int32Array.from({ length: coded.table.rows }, (_, record) => record);
  const before: number[] = [];
  const fitted = steps.map((step, index): FittedStep => {
    const done = fitStep(coded, step, [...before], index < restricted ? within : everybody, leaf);
    if (step.kind === "survival") {
      const pair = survival.findIndex(({ time }) => time === step.column);
      before.push(step.column, step.event, coded.table.columns.length + pair);
    } else if (!before.includes(step.column)) {
      const isHalfDone = step.kind === "missing" && steps[index + 1]?.column === step.column;
      if (!isHalfDone) before.push(step.column);
    }
    return done;
  });
  return { differentiallyPrivate: false, coded, survival, steps: fitted, leaf };
}
