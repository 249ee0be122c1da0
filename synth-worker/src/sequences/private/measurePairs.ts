import { toNumber } from "../../math/toNumber.ts";
import type { Accountant } from "../../privacy/accountant.ts";
import type { NoisyCounts } from "../../privacy/noisyCounts.ts";
import { PICO_PER_RHO } from "../../privacy/picoRho.ts";
import type { NoisyTable } from "../../privacy/privateTable.ts";
import { sigmaForRho } from "../../privacy/sigmaForRho.ts";
import type { ColumnLevels } from "../../tabular/coarse/columnLevels.ts";
import { ModelState } from "../../tabular/model/modelState.ts";
import { encodePotentials, type PrivateModel } from "../../tabular/model/privateModel.ts";
import { smoothPair } from "./smoothPair.ts";

/** Weight of the prior beside the noise: light, since every table was wanted. */
const PRIOR_WEIGHT = 1;

/**
 * A model of tables named beforehand, on three ranges of an ordered column's many levels: everything that the accountant has left goes to these tables alike, nothing to
 * single columns or to a choice. Pairs of ordered columns are smoothed (smoothPair). Columns in none of them are uniform: they must be given when rows are drawn.
 */
export async function measurePairs(
  table: NoisyCounts,
  accountant: Accountant,
  pairs: readonly (readonly number[])[],
  delta: number,
  levels: readonly ColumnLevels[],
): Promise<PrivateModel> {
  const sigma = sigmaForRho(
    { num: accountant.remainingPicoRho, den: PICO_PER_RHO },
    table.sensitivities.countTable * BigInt(pairs.length),
  );
  const maps = table.sizes.map((size, column) => rangesOf(size, levels[column]!));
  const noisy = await table.measure(
    pairs.map((columns) => ({ columns, maps: columns.map((column) => maps[column]!), sigma })),
  );
  const sums = noisy.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  const total = Math.max(1, sums.reduce((sum, each) => sum + each, 0) / sums.length);
  const state = new ModelState({ sizes: table.sizes, total, priorWeight: PRIOR_WEIGHT, zeros: [], base: [] });
  const fine = noisy.map((each) => refined(each, maps, levels));
  noisy.forEach(({ columns, counts }, i) => {
    // Noise of a measured cell, shared by the fine cells in it.
    const variance = (toNumber(sigma) * toNumber(sigma) * counts.length) / fine[i]!.length;
    state.add({ columns, counts: fine[i]!, variance });
  });
  const fit = state.refit({ tolerance: 1e-5, maxEvaluations: 1000 });
  return {
    format: "symbolon-private-model/1",
    columns: table.sizes.map((size, column) => {
      const place = pairs.findIndex((columns) => columns.includes(column));
      return {
        map: Array.from({ length: size }, (_, level) => level),
        weights: Array.from({ length: size }, () => 1),
        noisyCounts: marginal(fine[place], pairs[place] ?? [], table.sizes, column).map(Math.round),
        sigma: toNumber(sigma) * Math.sqrt((noisy[place]?.counts.length ?? size) / size),
      };
    }),
    total,
    priorWeight: PRIOR_WEIGHT,
    tables: state.measured.map(({ columns, counts, variance }, i) => ({
      columns: [...columns],
      counts: [...counts],
      variance,
      potentials: encodePotentials(fit.potentials[i]!),
    })),
    zeros: [],
    base: [],
    privacy: {
      unit: "patient",
      maxRecords: table.neighbours.maxRecords,
      relation: table.neighbours.relation,
      epsilon: accountant.epsilon(delta),
      delta,
      rhoMicro: accountant.totalRhoMicro.toString(),
      mechanism: "fixed",
      guarantee: table.guarantee,
    },
  };
}

/** Ordered columns of many levels are measured on so many ranges. */
const MOST_RANGES = 3;
/** Of a column with so few levels every level is measured. */
const FEW_LEVELS = 12;

/** Measured level of every level: an ordered column's many levels in three ranges of equal numbers of levels, "no value" by itself. */
function rangesOf(size: number, { ordered, missing }: ColumnLevels): Uint16Array {
  const inner = size - Number(missing !== null);
  const ranges = ordered && inner > FEW_LEVELS ? MOST_RANGES : inner;
  return Uint16Array.from({ length: size }, (_, level) =>
    level === missing ? ranges : Math.floor((level * ranges) / inner),
  );
}

/** A measured table on fine levels: spread evenly, and where both columns are ordered and have a value by smoothPair. */
function refined(
  { columns, counts }: NoisyTable,
  maps: readonly Uint16Array[],
  levels: readonly ColumnLevels[],
): Float64Array {
  const [a, b] = columns.map((column) => ({ map: maps[column]!, ...levels[column]! }));
  const [sizesA, sizesB] = [groupSizes(a!.map), groupSizes(b!.map)];
  const width = b!.map.length;
  const out = new Float64Array(a!.map.length * width);
  for (let cell = 0; cell < out.length; cell++) {
    const [i, j] = [a!.map[Math.floor(cell / width)]!, b!.map[cell % width]!];
    out[cell] = counts[i * sizesB.length + j]! / (sizesA[i]! * sizesB[j]!);
  }
  if (!a!.ordered || !b!.ordered) return out;
  // A level without a value is the last one, fine and measured.
  const [rowOf, columnOf] = [a!, b!].map(({ map, missing }) =>
    map.subarray(0, map.length - Number(missing !== null)),
  );
  const inner = sizesB.length - Number(b!.missing !== null);
  const rows = sizesA.length - Number(a!.missing !== null);
  const block = Float64Array.from(
    { length: rows * inner },
    (_, cell) => counts[Math.floor(cell / inner) * sizesB.length + (cell % inner)]!,
  );
  smoothPair(block, rowOf!, columnOf!).forEach((count, cell) => {
    out[Math.floor(cell / columnOf!.length) * width + (cell % columnOf!.length)] = count;
  });
  return out;
}

function groupSizes(map: Uint16Array): number[] {
  const sizes: number[] = [];
  for (const group of map) sizes[group] = (sizes[group] ?? 0) + 1;
  return sizes;
}

/** A noisy table summed over all columns but one; zeros for a column that was not measured. */
function marginal(
  counts: Float64Array | undefined,
  columns: readonly number[],
  sizes: readonly number[],
  column: number,
): number[] {
  const out = new Array<number>(sizes[column]!).fill(0);
  const after = columns.slice(columns.indexOf(column) + 1).reduce((cells, each) => cells * sizes[each]!, 1);
  counts?.forEach((count, cell) => {
    out[Math.floor(cell / after) % out.length]! += count;
  });
  return out;
}
