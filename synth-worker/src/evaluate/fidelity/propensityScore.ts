import type { MixedTable } from "../../math/mixedTable.ts";
import { pickRecords } from "../../math/pickRecords.ts";
import { evenRows } from "../neighbours/evenRows.ts";
import { fitPropensity } from "./fitPropensity.ts";
import { propensityDesign } from "./propensityDesign.ts";
import { stackTables } from "./stackTables.ts";

/** pMSE, 0 (no difference seen) to c (1 - c), and its ratio to the expectation under chance, where 1 is a second sample; null without variables. */
export type PropensityScore = { readonly pMse: number; readonly ratio: number | null };

/**
 * Propensity mean squared error (Woo et al. 2009) of a logistic model for "this record is synthetic": pMSE = mean of (p - c)^2 over all N records, c
 * the synthetic share, and its ratio to what labels dealt out by chance give, (k - 1) c (1 - c) / N for k parameters. Snoke et al. (JRSS A 181,
 * 2018) have another factor 1 - c, because there the synthetic records come from a model of the very records they are compared with; here they
 * are compared with others. Variables: see propensityDesign. At most `maxRows` evenly spaced records of each file are used.
 * Throws RangeError for an empty file or different columns.
 */
export function propensityScore(
  real: MixedTable,
  synthetic: MixedTable,
  { maxRows = 5000 }: { readonly maxRows?: number } = {},
): PropensityScore {
  if (real.rows === 0 || synthetic.rows === 0) throw new RangeError("an empty file has no propensity score");
  const upper = pickRecords(real, evenRows(real.rows, maxRows));
  const lower = pickRecords(synthetic, evenRows(synthetic.rows, maxRows));
  const rows = upper.rows + lower.rows;
  const labels = new Uint8Array(rows).fill(1, upper.rows);
  const { probabilities, parameters } = fitPropensity(propensityDesign(stackTables(upper, lower)), labels);
  const share = lower.rows / rows;
  let sum = 0;
  for (const probability of probabilities) sum += (probability - share) * (probability - share);
  const pMse = sum / rows;
  const expected = ((parameters - 1) * share * (1 - share)) / rows;
  return { pMse, ratio: expected > 0 ? pMse / expected : null };
}
