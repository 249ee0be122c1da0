import { fitStep } from "../growth/fitStep.ts";
import type { FittedStep, Step, TreesModel } from "./treesModel.ts";

/**
 * Grows every step's trees, each on the columns drawn before it. Steps among the first `restricted` learn from the records in `within` only, all
 * others from all records.
 */
export function fitModel(
  { coded, survival }: Pick<TreesModel, "coded" | "survival">,
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
      // Whether a number is there is half a column; the number follows.
    } else if (step.kind !== "missing") before.push(step.column);
    return done;
  });
  return { differentiallyPrivate: false, coded, survival, steps: fitted, within, leaf };
}
