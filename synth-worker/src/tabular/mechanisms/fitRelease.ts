import { SymbolonError } from "@symbolon/protocol";
import type { Accountant } from "../../privacy/accountant.ts";
import type { NoisyCounts } from "../../privacy/noisyCounts.ts";
import { checkOptions } from "./checkOptions.ts";
import { chooseAdaptively } from "./chooseAdaptively.ts";
import { chooseOnce } from "./chooseOnce.ts";
import { chooseTree } from "./chooseTree.ts";
import { measureNamed } from "./measureNamed.ts";
import { Release } from "./release.ts";
import type { ReleaseOptions } from "./releaseOptions.ts";

/** With more columns than this the adaptive mechanism gives way to the one-shot one. */
const MOST_ADAPTIVE_COLUMNS = 60;
/** Noise, in records at the whole budget, above which nothing can be learnt of any table: 2^30 records. */
const MOST_NOISE = 2 ** 30;
/** Cells calculated in the last fit at least, all its evaluations together: a second or so. Large models get 400 evaluations. */
const LAST_FIT_CELLS = 2e7;
const PICO_PER_RHO_NUMBER = 1e12;

/**
 * Spends what the accountant has left on a model of the table by the mechanism asked for, and fits it. All looks go through the private
 * table, so the accountant's spend is the privacy cost whatever the mechanism did. With more than 60 columns "aim" runs as "swift"
 * (every pair once, one fit): its candidates grow with the cube of the columns, and the release says "swift". Throws E3009
 * before any look when the budget is too small for anything, RangeError for options that do not fit the table.
 */
export async function fitRelease(
  table: NoisyCounts,
  accountant: Accountant,
  asked: ReleaseOptions,
): Promise<Release> {
  checkOptions(table.sizes, asked);
  refuseTooLittle(table, accountant);
  const wide = asked.mechanism === "aim" && table.sizes.length > MOST_ADAPTIVE_COLUMNS;
  const options: ReleaseOptions = wide ? { ...asked, mechanism: "swift" } : asked;
  options.progress?.({ what: "1-way counts", share: 0 });
  const release = await Release.begin(table, accountant, options);
  if (options.mechanism === "mst") await chooseTree(release);
  if (options.mechanism === "swift") await chooseOnce(release);
  if (options.mechanism === "aim") await chooseAdaptively(release);
  if (options.mechanism === "fixed") await measureNamed(release);
  await spendRest(release);
  options.progress?.({ what: "fitting", share: 1 });
  release.state.refit({
    tolerance: 2e-5,
    maxEvaluations: Math.round(Math.min(3000, Math.max(400, LAST_FIT_CELLS / release.state.cellsWith([])))),
  });
  return release;
}

/** Throws E3009 for less than one micro-rho, the ledger's unit, or for one that noise of a billion records would be needed for. */
function refuseTooLittle(table: NoisyCounts, accountant: Accountant): void {
  const rho = Number(accountant.remainingPicoRho) / PICO_PER_RHO_NUMBER;
  const least = Math.max(1e-6, Number(table.sensitivities.countTable) / (2 * MOST_NOISE * MOST_NOISE));
  if (rho >= least) return;
  throw new SymbolonError("E3009", {
    what: "a release",
    requested: `${Math.ceil(least * 1e6)} micro-rho`,
    available: accountant.remainingPicoRho / 1_000_000n,
    total: accountant.totalRhoMicro,
  });
}

/** What a mechanism left (tables ran out before the budget) measures its tables once more. */
async function spendRest(release: Release): Promise<void> {
  const left = release.shareLeft;
  if (left < 0.005) return;
  const founded = release.options.foundation?.columns.join();
  const sets = release.state.measured
    .map(({ columns }) => columns)
    .filter((columns) => columns.join() !== founded);
  const wider = sets.filter((columns) => columns.length > 1);
  const again = wider.length > 0 ? wider : sets;
  const sigma = release.sigma(left, again.length, "countTable");
  await release.measure(again.map((columns) => ({ columns, sigma })));
}
