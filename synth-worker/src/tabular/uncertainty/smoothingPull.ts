import type { ColumnLevels } from "../coarse/columnLevels.ts";
import { denoiseLevels } from "../coarse/denoiseLevels.ts";
import type { PrivateModel } from "../model/privateModel.ts";
import { normalStream } from "./normalStream.ts";

const REDRAWS = 40;

/**
 * By how much denoising pulls the shares of every column's fine levels, per column, on average: noise that may not be negative leaves a few
 * records in empty levels, and smoothing evens out what differs little. Parametric bootstrap (Efron and Tibshirani 1993, section 10.2):
 * the released 1-way counts get fresh noise and are denoised again; the mean departure from them stands for that of the released ones from
 * the truth. A prior of a public cohort is left out, which overstates the pull. `levels` per column. Costs no privacy. A
 * function of (model, levels, seed of 32 bytes).
 */
export function smoothingPull(
  model: PrivateModel,
  levels: readonly ColumnLevels[],
  seed: Uint8Array,
): Float64Array[] {
  const normal = normalStream(seed, "pull");
  return model.columns.map(({ weights, sigma }, column) => {
    const held = weights.reduce((sum, weight) => sum + weight, 0);
    const shares = weights.map((weight) => (held > 0 ? weight / held : 1 / weights.length));
    const pull = new Float64Array(shares.length);
    for (let redraw = 0; redraw < REDRAWS; redraw++) {
      const noisy = Float64Array.from(shares, (share) => share * model.total + sigma * normal());
      const denoised = denoiseLevels(noisy, sigma, levels[column]!, model.total);
      for (const [level, count] of denoised.entries())
        pull[level]! += (count / model.total - shares[level]!) / REDRAWS;
    }
    return pull;
  });
}
