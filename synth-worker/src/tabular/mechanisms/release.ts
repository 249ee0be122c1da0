import { junctionCells } from "@symbolon/protocol";
import { MEAN_ABSOLUTE_NORMAL } from "../../math/meanAbsoluteNormal.ts";
import type { Rational } from "../../math/rational.ts";
import { reduceRational } from "../../math/reduceRational.ts";
import { toNumber } from "../../math/toNumber.ts";
import type { Accountant } from "../../privacy/accountant.ts";
import type { NoisyCounts } from "../../privacy/noisyCounts.ts";
import { PICO_PER_RHO } from "../../privacy/picoRho.ts";
import type { NoisyTable } from "../../privacy/privateTable.ts";
import { sigmaForRho } from "../../privacy/sigmaForRho.ts";
import { keystream } from "../../random/keystream.ts";
import { coarsen } from "../coarse/coarsen.ts";
import { coarseSize } from "../coarse/coarseSize.ts";
import { coarseZeros } from "../coarse/coarseZeros.ts";
import { denoiseLevels } from "../coarse/denoiseLevels.ts";
import { separateZeros } from "../coarse/separateZeros.ts";
import { sampleTree } from "../generation/sampleTree.ts";
import { ModelState, type StructuralZeros } from "../model/modelState.ts";
import { publicPrior } from "../model/publicPrior.ts";
import type { Candidate } from "./candidates.ts";
import { countCells } from "./countCells.ts";
import { layFoundation } from "./layFoundation.ts";
import { type Plan, plan } from "./plan.ts";
import type { ReleaseOptions } from "./releaseOptions.ts";

/**
 * Records of the model's own sample that candidate tables are compared with: enough that a cell is off by less than a tenth of
 * a record in a small table and by a part of the noise in a large one.
 */
const MOST_SAMPLE_ROWS = 100_000;
const LEAST_SAMPLE_ROWS = 20_000;
const SAMPLES_PER_RECORD = 20;
/**
 * Records, in units of a table's noise, that a coarse level holds at least. A public cohort says what noise hides, so
 * levels may be thinner with one (3-way error on half of UCI Adult at epsilon 0.1: .177 instead of .190).
 */
const LEAST_ALONE = 3;
const LEAST_WITH_COHORT = 1;
/** Shares of a budget are taken in billionths. */
const SHARES = 1_000_000_000n;
/** Most cells of the junction tree that structural zeros alone may ask for. */
const MAX_RULE_CELLS = 2 ** 22;

/** A private release in the making: what was measured on fine levels, the coarse levels that follow, and the model so far. */
export class Release {
  readonly table: NoisyCounts;
  readonly accountant: Accountant;
  /** As asked for, but with the mechanism that is run. */
  readonly options: ReleaseOptions;
  readonly plan: Plan;
  /** Denoised fine 1-way counts, and the coarse level of every fine level. */
  readonly fine: readonly Float64Array[];
  readonly maps: readonly Uint16Array[];
  readonly oneWays: readonly NoisyTable[];
  readonly state: ModelState;
  readonly #totalPico: bigint;
  #samples = 0;

  private constructor(fields: {
    table: NoisyCounts;
    accountant: Accountant;
    options: ReleaseOptions;
    plan: Plan;
    fine: readonly Float64Array[];
    maps: readonly Uint16Array[];
    oneWays: readonly NoisyTable[];
    state: ModelState;
    totalPico: bigint;
  }) {
    this.table = fields.table;
    this.accountant = fields.accountant;
    this.options = fields.options;
    this.plan = fields.plan;
    this.fine = fields.fine;
    this.maps = fields.maps;
    this.oneWays = fields.oneWays;
    this.state = fields.state;
    this.#totalPico = fields.totalPico;
  }

  /**
   * Measures every column on its fine levels, decides the coarse ones, and fits the independent model, on its foundation if it has one: what
   * that may cost is set aside before anything else is planned. A small part (1 % of the budget) goes first to the total, on which the plan turns.
   */
  static async begin(table: NoisyCounts, accountant: Accountant, options: ReleaseOptions): Promise<Release> {
    const { sizes } = table;
    const { foundation } = options;
    const setAside = part(accountant.remainingPicoRho, foundation?.share ?? 0);
    const totalPico = accountant.remainingPicoRho - setAside;
    const count = table.sensitivities.countTable;
    const whole = sigmaForRho(rational(totalPico, 1), count);
    const [first] = await table.measure([
      {
        columns: [0],
        maps: [new Uint16Array(sizes[0]!)],
        sigma: sigmaForRho(rational(totalPico, 0.01), count),
      },
    ]);
    const roughTotal = Math.max(1, first!.counts[0]!);
    const planned = plan(sizes.length, roughTotal, toNumber(whole));
    const oneWayShare = options.mechanism === "independent" ? 0.99 : planned.oneWayShare;

    // sigma per column by the square root of its levels: many levels have more error to lose.
    const roots = sizes.map((size) => Math.sqrt(size));
    const sum = roots.reduce((a, b) => a + b, 0);
    const oneWays = await table.measure(
      sizes.map((_, column) => ({
        columns: [column],
        maps: [null],
        sigma: sigmaForRho(
          rational(totalPico, (oneWayShare - 0.01) * (roots[column]! / sum) * (1 - 1e-9)),
          count,
        ),
      })),
    );
    const total = Math.max(1, combinedTotal([first!, ...oneWays]));
    const fine = oneWays.map(({ counts, sigma }, column) =>
      denoiseLevels(counts, toNumber(sigma), options.levels[column]!, total, cohortShares(options, column)),
    );
    const tableSigma =
      toNumber(whole) / Math.sqrt((1 - planned.oneWayShare - planned.selectShare) / planned.picks);
    const least = options.publicTable === undefined ? LEAST_ALONE : LEAST_WITH_COHORT;
    const rules = options.zeros ?? [];
    const maps = separateZeros(
      fine.map((counts, column) =>
        foundation?.columns.includes(column)
          ? sameLevels(counts.length)
          : coarsen(counts, options.levels[column]!, { least: least * tableSigma, most: planned.maxLevels }),
      ),
      rules,
    );
    const coarse = maps.map(coarseSize);
    const zeros = [
      ...rules.map((zero) => coarseZeros(zero, maps)),
      ...(options.coarseZeros?.(maps) ?? []).map(ascendingZeros(coarse)),
    ];
    if (
      junctionCells(
        coarse,
        zeros.map(({ columns }) => columns),
      ) > MAX_RULE_CELLS
    )
      throw new RangeError("structural zeros tie too many levels together; declare coarser levels");
    const base =
      options.publicTable === undefined ? [] : publicPrior(options.publicTable, maps, planned, zeros);
    const laid =
      foundation === undefined
        ? null
        : await layFoundation(foundation, { table, picoRho: setAside, fine, oneWays, total }, coarse);
    if (laid !== null) base.push(laid.base);
    const state = new ModelState({ sizes: coarse, total, priorWeight: planned.priorWeight, zeros, base });
    for (const [column, counts] of fine.entries()) {
      const merged = new Float64Array(coarse[column]!);
      for (const [level, held] of counts.entries()) merged[maps[column]![level]!]! += held;
      const sigma = toNumber(oneWays[column]!.sigma);
      state.add({
        columns: [column],
        counts: laid?.counts.get(column) ?? merged,
        variance: sigma * sigma,
      });
    }
    if (laid !== null) state.add(laid.whole);
    state.refit({ tolerance: 1e-3, maxEvaluations: 200 });
    return new Release({ table, accountant, options, plan: planned, fine, maps, oneWays, state, totalPico });
  }

  /** Standard deviation that a share of the whole budget buys for each of `queries` tables, or error sums. */
  sigma(share: number, queries: number, kind: "countTable" | "errorSum"): Rational {
    return sigmaForRho(
      rational(this.#totalPico, share * (1 - 1e-9)),
      this.table.sensitivities[kind] * BigInt(queries),
    );
  }

  /** Share of the whole budget that is left. */
  get shareLeft(): number {
    return Number(this.accountant.remainingPicoRho) / Number(this.#totalPico);
  }

  get coarseSizes(): readonly number[] {
    return this.state.sizes;
  }

  /** Measures tables on coarse levels at `sigma` each and adds them to the model (which is not refitted). */
  async measure(
    sets: readonly { readonly columns: readonly number[]; readonly sigma: Rational }[],
  ): Promise<void> {
    const requests = sets.map(({ columns, sigma }) => ({
      columns,
      maps: columns.map((column) => this.maps[column]!),
      sigma,
    }));
    for (const noisy of await this.table.measure(requests)) this.state.addNoisy(noisy);
  }

  /** Expected counts of the candidates under the model, from one systematic sample of it. */
  expected(list: readonly Candidate[]): Float64Array[] {
    const { tree, beliefs } = this.state.fit;
    const seed = new Uint8Array(32);
    new DataView(seed.buffer).setUint32(0, this.#samples++);
    const rows = Math.min(
      MOST_SAMPLE_ROWS,
      Math.max(LEAST_SAMPLE_ROWS, Math.round(SAMPLES_PER_RECORD * this.state.total)),
    );
    const cells = sampleTree(tree, beliefs, rows, keystream(seed, "compare"));
    const scale = this.state.total / rows;
    return list.map(({ columns }) => countCells(cells, tree.sizes, columns).map((count) => count * scale));
  }

  /** Noisy error sums of the candidates whose expected counts are given, for `share` of the budget together. */
  async errors(
    list: readonly Candidate[],
    expected: readonly Float64Array[],
    share: number,
  ): Promise<Float64Array> {
    return await this.table.errors(
      list.map(({ columns }, i) => ({
        columns,
        maps: columns.map((column) => this.maps[column]!),
        expected: expected[i]!,
      })),
      this.sigma(share, list.length, "errorSum"),
    );
  }
}

/**
 * What measuring a table with noise `sigma` would leave as error: E|noise| per cell, less where the model expects so few records
 * that positivity and prior hold the noise down.
 */
export function expectedNoise(expected: Float64Array, sigma: number): number {
  const noise = MEAN_ABSOLUTE_NORMAL * sigma;
  let sum = 0;
  for (let i = 0; i < expected.length; i++) sum += Math.min(noise, Math.sqrt(noise * expected[i]!));
  return sum;
}

/** Inverse-variance mean of what every table says the total is. */
function combinedTotal(tables: readonly NoisyTable[]): number {
  let weights = 0;
  let sum = 0;
  for (const { counts, sigma } of tables) {
    const weight = 1 / (counts.length * toNumber(sigma) * toNumber(sigma));
    weights += weight;
    sum += weight * counts.reduce((a, b) => a + b, 0);
  }
  return sum / weights;
}

/** Zeros on coarse levels with their columns in ascending order: coarseZeros of maps that merge nothing more. */
function ascendingZeros(coarse: readonly number[]): (zero: StructuralZeros) => StructuralZeros {
  const same = coarse.map(sameLevels);
  return (zero) => coarseZeros(zero, same);
}

function sameLevels(size: number): Uint16Array {
  return Uint16Array.from({ length: size }, (_, level) => level);
}

/** A public cohort's shares of a column's fine levels; null without a cohort. */
function cohortShares({ publicTable }: ReleaseOptions, column: number): Float64Array | null {
  if (publicTable === undefined) return null;
  return countCells(publicTable.columns, publicTable.sizes, [column]).map(
    (count) => count / publicTable.rows,
  );
}

/** A share of a budget in pico-rho as exact fraction, rounded down. */
function rational(totalPico: bigint, share: number): Rational {
  return reduceRational({ num: totalPico * BigInt(Math.floor(share * 1e9)), den: SHARES * PICO_PER_RHO });
}

/** A share of a budget in whole pico-rho, rounded down. */
function part(pico: bigint, share: number): bigint {
  return (pico * BigInt(Math.floor(share * 1e9))) / SHARES;
}
