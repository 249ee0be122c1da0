import type { MixedTable } from "../../math/mixedTable.ts";
import { makeBinner } from "../coding/binner.ts";
import { martingaleResiduals } from "../coding/martingaleResiduals.ts";
import { residualColumn } from "../coding/residualColumn.ts";
import type { SurvivalPair, TreesModel } from "./treesModel.ts";

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
