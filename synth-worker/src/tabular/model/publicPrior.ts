import type { EncodedTable } from "../../math/encodedTable.ts";
import { coarseSize } from "../coarse/coarseSize.ts";
import { countCells } from "../mechanisms/countCells.ts";
import type { Plan } from "../mechanisms/plan.ts";
import { type BaseTable, ModelState, type StructuralZeros } from "./modelState.ts";

/**
 * A public cohort as the model's starting point: pairs that the cohort's independent model gets most wrong, fitted to the cohort, give
 * log-potentials that the private fit departs from only where private counts say so (in the spirit of PMW-pub, Liu et al. 2021: the
 * prior of a multiplicative-weights update is the public distribution). Looks at public records only.
 */
export function publicPrior(
  cohort: EncodedTable,
  maps: readonly Uint16Array[],
  plan: Plan,
  zeros: readonly StructuralZeros[],
): BaseTable[] {
  const sizes = maps.map(coarseSize);
  const cells = maps.map((map, column) => Uint16Array.from(cohort.columns[column]!, (level) => map[level]!));
  const state = new ModelState({ sizes, total: cohort.rows, priorWeight: 1, zeros, base: [] });
  const add = (columns: readonly number[]) => {
    const counts = countCells(cells, sizes, columns);
    // A count of k is known to about sqrt(k): the sampling noise of the cohort stands for the noise of a measurement.
    state.add({ columns, counts, variance: Math.max(1, (4 * cohort.rows) / counts.length) });
  };
  for (const column of sizes.keys()) add([column]);
  const gains: { columns: number[]; gain: number }[] = [];
  const one = sizes.map((_, column) => countCells(cells, sizes, [column]));
  for (let a = 0; a < sizes.length; a++) {
    for (let b = a + 1; b < sizes.length; b++) {
      if (sizes[a]! * sizes[b]! > plan.maxTableCells) continue;
      const pair = countCells(cells, sizes, [a, b]);
      let error = 0;
      let chance = 0;
      for (let i = 0; i < pair.length; i++) {
        const j = i % sizes[b]!;
        const product = (one[a]![(i - j) / sizes[b]!]! * one[b]![j]!) / cohort.rows;
        error += Math.abs(pair[i]! - product);
        chance += 0.8 * Math.sqrt(product);
      }
      if (error > 1.5 * chance) gains.push({ columns: [a, b], gain: error - chance });
    }
  }
  gains.sort((x, y) => y.gain - x.gain);
  for (const { columns } of gains.slice(0, plan.picks)) {
    if (state.cellsWith([columns]) <= plan.maxCells / 4) add(columns);
  }
  const fit = state.refit({ tolerance: 1e-4, maxEvaluations: 300 });
  return state.measured.map(({ columns }, i) => ({ columns, logPotentials: fit.potentials[i]! }));
}
