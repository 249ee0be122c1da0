import { toNumber } from "../../math/toNumber.ts";
import { type Candidate, candidates } from "./candidates.ts";
import { expectedNoise, type Release } from "./release.ts";

/**
 * Every pair of columns and what measuring it would gain: its weighted error under the model so far, looked at once for the select share
 * of the budget, less the noise that a table gets when `tables` of them share the rest. A negative gain is not worth a table.
 */
export async function pairGains(
  release: Release,
  tables: number,
): Promise<readonly { readonly pair: Candidate; readonly gain: number }[]> {
  const { plan, options } = release;
  const list = candidates(release.coarseSizes, { ...options, ways: 2, maxCells: plan.maxTableCells });
  if (list.length === 0) return [];
  const noise = toNumber(release.sigma((release.shareLeft - plan.selectShare) / tables, 1, "countTable"));
  const expected = release.expected(list);
  const errors = await release.errors(list, expected, plan.selectShare);
  return list.map((pair, i) => ({
    pair,
    gain: pair.weight * (errors[i]! - expectedNoise(expected[i]!, noise)),
  }));
}
