import { allowedShares } from "../model/allowedShares.ts";
import { allowedLevels, calibrateModel, type Evidence } from "../model/calibrateModel.ts";
import type { PrivateModel } from "../model/privateModel.ts";
import { marginalOf } from "./marginalOf.ts";

/**
 * Share of the model's records that meet the evidence, by the chain rule: P(first) P(second | first) ..., one calibration per column with
 * evidence. 1 without evidence. Costs no privacy. Throws E1006 for evidence no record meets, RangeError for evidence that does not
 * fit the columns.
 */
export function evidenceShare(model: PrivateModel, evidence: readonly Evidence[]): number {
  const columns = [...allowedLevels(model, evidence)].map(([column, allowed]) => ({ column, allowed }));
  return columns.reduce((share, { column, allowed }, i) => {
    const shares = marginalOf(calibrateModel(model, columns.slice(0, i)), [column])!;
    const met = allowedShares(model.columns[column]!, allowed);
    return share * shares.reduce((sum, p, level) => sum + p * met[level]!, 0);
  }, 1);
}
