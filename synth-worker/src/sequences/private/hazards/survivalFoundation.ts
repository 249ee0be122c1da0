import { toNumber } from "../../../math/toNumber.ts";
import { PICO_PER_RHO } from "../../../privacy/picoRho.ts";
import type { NoisyTable } from "../../../privacy/privateTable.ts";
import { sigmaForRho } from "../../../privacy/sigmaForRho.ts";
import { projection } from "../../../tabular/inference/projection.ts";
import type { Foundation } from "../../../tabular/mechanisms/foundation.ts";
import { ModelState } from "../../../tabular/model/modelState.ts";
import type { LevelCoder } from "../levelCoder.ts";
import { type CovariateDesign, covariateDesign } from "./covariateDesign.ts";
import { fitHazards } from "./fitHazards.ts";
import { outcomeKinds } from "./outcomeKinds.ts";
import type { OutcomeShape } from "./outcomeShape.ts";

/** Of what patients have, survival and its covariates take this much. */
const SHARE = 0.6;
/** Most cells of covariates and outcome together: what a clique of the model may cost. */
const MOST_CELLS = 2 ** 15;
/** Weight of the prior beside the noise in the covariates' own distribution: light, since every table was wanted. */
const PRIOR_WEIGHT = 1;

/**
 * Survival given its covariates as foundation of the patients' model. What is measured: every pair of covariates (a single one by itself) in a few public ranges
 * with the outcome in four groups (early or late, the event or another), all with the same noise; one patient is one record, so each table has
 * the sensitivity of any table of counts. From these and the single columns follow hazards on the public grid (fitHazards) and the covariates' own distribution.
 * `covariates` in the order of their importance: those for which there is no room are left out. Null when none is left.
 */
export function survivalFoundation(
  covariates: readonly { readonly column: number; readonly coder: LevelCoder }[],
  outcome: OutcomeShape & { readonly column: number },
): Foundation | null {
  const kept: (typeof covariates)[number][] = [];
  let cells = outcome.events * outcome.bins;
  for (const covariate of covariates) {
    if (cells * covariate.coder.size > MOST_CELLS) continue;
    cells *= covariate.coder.size;
    kept.push(covariate);
  }
  if (kept.length === 0) return null;
  kept.sort((a, b) => a.column - b.column);
  const columns = [...kept.map(({ column }) => column), outcome.column];
  const own = [...kept.keys()];
  const sets =
    own.length === 1 ? [[0]] : own.flatMap((a) => own.slice(a + 1).map((b): readonly number[] => [a, b]));
  const { groupOf } = outcomeKinds(outcome);
  return {
    share: SHARE,
    columns,
    async build({ table, picoRho, fine, oneWays, total }) {
      const designs = kept.map(({ column, coder }) => covariateDesign(coder, fine[column]!));
      const sigma = sigmaForRho(
        { num: picoRho, den: PICO_PER_RHO },
        table.sensitivities.countTable * BigInt(sets.length),
      );
      const noisy = await table.measure(
        sets.map((of) => ({
          columns: [...of.map((c) => kept[c]!.column), outcome.column],
          maps: [...of.map((c) => designs[c]!.groupOf), groupOf],
          sigma,
        })),
      );
      const tables = noisy.map(({ counts, sigma: deviation }, i) => ({
        of: sets[i]!,
        counts,
        variance: toNumber(deviation) ** 2,
      }));
      const single: NoisyTable = oneWays[outcome.column]!;
      const shares = fitHazards({
        covariates: designs,
        shares: covariateShares(
          designs,
          kept.map(({ column }) => fine[column]!),
          tables,
          total,
        ),
        outcome,
        tables,
        levels: { counts: single.counts, variance: toNumber(single.sigma) ** 2 },
        total,
      });
      // Noise of a measured cell, shared by the fine cells in it, and by the tables.
      const measured = tables.reduce((sum, each) => sum + each.counts.length, 0) / tables.length;
      return { shares, variance: (tables[0]!.variance * measured) / shares.length };
    },
  };
}

/** P(covariates): by their ranges from the measured tables, within a range as the single columns say. */
function covariateShares(
  designs: readonly CovariateDesign[],
  fine: readonly Float64Array[],
  tables: readonly {
    readonly of: readonly number[];
    readonly counts: Float64Array;
    readonly variance: number;
  }[],
  total: number,
): Float64Array {
  const ranges = designs.map(({ groupOf }) => 1 + groupOf.reduce((most, range) => Math.max(most, range), 0));
  const state = new ModelState({ sizes: ranges, total, priorWeight: PRIOR_WEIGHT, zeros: [], base: [] });
  for (const { of, counts, variance } of tables) {
    const cells = of.reduce((product, c) => product * ranges[c]!, 1);
    const groups = counts.length / cells;
    const summed = new Float64Array(cells);
    counts.forEach((count, i) => {
      summed[Math.floor(i / groups)]! += count;
    });
    state.add({ columns: of, counts: summed, variance: variance * groups });
  }
  const { tree, beliefs } = state.refit({ tolerance: 1e-6, maxEvaluations: 500 });
  const sizes = designs.map(({ size }) => size);
  const all = [...sizes.keys()];
  const within = designs.map(({ groupOf }, c) => {
    const held = new Float64Array(ranges[c]!);
    const levels = new Float64Array(ranges[c]!);
    groupOf.forEach((range, level) => {
      held[range]! += fine[c]![level]!;
      levels[range]!++;
    });
    return Float64Array.from(groupOf, (range, level) =>
      held[range]! > 0 ? fine[c]![level]! / held[range]! : 1 / levels[range]!,
    );
  });
  // All pairs were measured, so all covariates are one clique, in their order.
  const coarse = beliefs[tree.cliques.findIndex(({ columns }) => columns.length === all.length)]!;
  const levelsOf = all.map((c) => projection(sizes, all, [c]));
  return Float64Array.from(levelsOf[0]!, (_, x) => {
    const cell = all.reduce((sum, c) => sum * ranges[c]! + designs[c]!.groupOf[levelsOf[c]![x]!]!, 0);
    return all.reduce((share, c) => share * within[c]![levelsOf[c]![x]!]!, coarse[cell]!);
  });
}
