import { deterministicExp } from "../../math/deterministicExp.ts";
import { deterministicLog } from "../../math/deterministicLog.ts";
import { candidates } from "./candidates.ts";
import { expectedNoise, type Release } from "./release.ts";

/**
 * One look, one fit, for wide tables (after SWIFT in google/dpsynth): the error of every pair under independence is looked at once; pairs
 * join in the order of what they gain, each unless the junction tree would outgrow the size cap or the pair's fair part of it; the
 * budget is split over them so that the weighted summed noise is least: minimising sum weight cells sigma at fixed
 * sum 1/sigma^2 gives shares by (weight cells)^(2/3).
 */
export async function chooseOnce(release: Release): Promise<void> {
  const { plan, options, state } = release;
  const list = candidates(release.coarseSizes, {
    ways: 2,
    maxCells: plan.maxTableCells,
    target: options.target,
    workload: options.workload,
  });
  if (list.length === 0) return;
  const expected = release.expected(list);
  const errors = await release.errors(list, expected, plan.selectShare);
  const rough = release.sigma(release.shareLeft / plan.picks, 1, "countTable");
  const noise = Number(rough.num) / Number(rough.den);
  const gains = list.map(({ weight }, i) => weight * (errors[i]! - expectedNoise(expected[i]!, noise)));
  const order = [...list.keys()].filter((i) => gains[i]! > 0).sort((a, b) => gains[b]! - gains[a]! || a - b);
  const chosen: number[] = [];
  let cells = state.cellsWith([]);
  for (const i of order) {
    if (chosen.length === plan.picks) break;
    const sets = [...chosen.map((c) => list[c]!.columns), list[i]!.columns];
    const grown = state.cellsWith(sets);
    // One pair may not eat the room of many: at most a fair share of what is left, and what its own table needs.
    const fair = (4 * (plan.maxCells - cells)) / (plan.picks - chosen.length) + 2 * list[i]!.cells;
    if (grown > plan.maxCells || grown - cells > fair) continue;
    chosen.push(i);
    cells = grown;
  }
  const parts = chosen.map((i) =>
    deterministicExp((2 / 3) * deterministicLog(list[i]!.weight * list[i]!.cells)),
  );
  const sum = parts.reduce((a, b) => a + b, 0);
  const left = release.shareLeft;
  await release.measure(
    chosen.map((i, k) => ({
      columns: list[i]!.columns,
      sigma: release.sigma((left * parts[k]!) / sum, 1, "countTable"),
    })),
  );
}
