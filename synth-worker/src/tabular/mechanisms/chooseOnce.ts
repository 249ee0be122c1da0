import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { pairGains } from "./pairGains.ts";
import type { Release } from "./release.ts";

/**
 * One look, one fit, for wide tables (after SWIFT in google/dpsynth): the error of every pair under independence is looked at once; pairs
 * join in the order of what they gain, each unless the junction tree would outgrow the size cap or the pair's fair part of it; the
 * budget is split over them so that the weighted summed noise is least: minimising sum weight cells sigma at fixed
 * sum 1/sigma^2 gives shares by (weight cells)^(2/3).
 */
export async function chooseOnce(release: Release): Promise<void> {
  const { plan, state } = release;
  const gains = await pairGains(release, plan.picks);
  const order = [...gains.keys()]
    .filter((i) => gains[i]!.gain > 0)
    .sort((a, b) => gains[b]!.gain - gains[a]!.gain || a - b);
  const chosen: number[] = [];
  let cells = state.cellsWith([]);
  for (const i of order) {
    if (chosen.length === plan.picks) break;
    const sets = [...chosen.map((c) => gains[c]!.pair.columns), gains[i]!.pair.columns];
    const grown = state.cellsWith(sets);
    // One pair may not eat the room of many: at most a fair share of what is left, and what its own table needs.
    const fair = (4 * (plan.maxCells - cells)) / (plan.picks - chosen.length) + 2 * gains[i]!.pair.cells;
    if (grown > plan.maxCells || grown - cells > fair) continue;
    chosen.push(i);
    cells = grown;
  }
  const parts = chosen.map((i) =>
    deterministicExp((2 / 3) * deterministicLog(gains[i]!.pair.weight * gains[i]!.pair.cells)),
  );
  const sum = parts.reduce((a, b) => a + b, 0);
  const left = release.shareLeft;
  await release.measure(
    chosen.map((i, k) => ({
      columns: gains[i]!.pair.columns,
      sigma: release.sigma((left * parts[k]!) / sum, 1, "countTable"),
    })),
  );
}
