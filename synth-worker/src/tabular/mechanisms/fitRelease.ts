import type { Accountant } from "../../privacy/accountant.ts";
import type { PrivateTable } from "../../privacy/privateTable.ts";
import { chooseAdaptively } from "./chooseAdaptively.ts";
import { chooseOnce } from "./chooseOnce.ts";
import { chooseTree } from "./chooseTree.ts";
import { Release } from "./release.ts";
import type { ReleaseOptions } from "./releaseOptions.ts";

/**
 * Spends what the accountant has left on a model of the table by the mechanism asked for, and fits it. All looks go through the private
 * table, so the accountant's spend is the privacy cost whatever the mechanism did. Throws E3009 before a look that the budget
 * does not cover, RangeError for options that do not fit the table.
 */
export async function fitRelease(
  table: PrivateTable,
  accountant: Accountant,
  options: ReleaseOptions,
): Promise<Release> {
  if (options.levels.length !== table.sizes.length) throw new RangeError("levels must be given per column");
  options.progress?.({ what: "1-way counts", share: 0 });
  const release = await Release.begin(table, accountant, options);
  if (options.mechanism === "mst") await chooseTree(release);
  if (options.mechanism === "swift") await chooseOnce(release);
  if (options.mechanism === "aim") await chooseAdaptively(release);
  await spendRest(release);
  options.progress?.({ what: "fitting", share: 1 });
  release.state.refit({ tolerance: 2e-5, maxEvaluations: 400 });
  return release;
}

/** What a mechanism left (tables ran out before the budget) measures its tables once more. */
async function spendRest(release: Release): Promise<void> {
  const left = release.shareLeft;
  if (left < 0.005) return;
  const sets = release.state.measured.map(({ columns }) => columns);
  const wider = sets.filter((columns) => columns.length > 1);
  const again = wider.length > 0 ? wider : sets;
  const sigma = release.sigma(left, again.length, "countTable");
  await release.measure(again.map((columns) => ({ columns, sigma })));
}
