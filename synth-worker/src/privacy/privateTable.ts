import type { Rational } from "../math/rational.ts";
import type { EntropySource } from "../random/entropySource.ts";
import { fillRoundedGaussian } from "../random/fillRoundedGaussian.ts";
import type { Accountant, Charge } from "./accountant.ts";
import { cellsOf } from "./cellsOf.ts";
import type { CountRequest } from "./countRequest.ts";
import type { CountSource } from "./countSource.ts";
import { gaussianCost } from "./gaussianCost.ts";
import { type Neighbours, type SquaredSensitivities, squaredSensitivities } from "./neighbours.ts";
import { quantileTables } from "./quantileTables.ts";
import { sigmaForRho } from "./sigmaForRho.ts";

/** What was asked, and whole numbers: the true counts plus rounded Gaussian noise of standard deviation `sigma`. */
export type NoisyTable = CountRequest & { readonly sigma: Rational; readonly counts: Float64Array };

/**
 * Real records, of which only noisy whole numbers can be had. Every method checks its arguments, charges the accountant,
 * and only then looks; if the charge throws E3009 nothing was looked at. There is no other way to the data: the
 * source lives in a private field, and nothing that was counted is kept.
 */
export class PrivateTable {
  /** Fine levels per column; public, from the declared schema. */
  readonly sizes: readonly number[];
  /** Who is protected, and the sensitivities that follow. */
  readonly neighbours: Neighbours;
  readonly sensitivities: SquaredSensitivities;
  /** false when the noise can be repeated (tests): whatever is made of it must say that it protects nobody. */
  readonly guarantee: boolean;
  readonly #source: CountSource;
  readonly #accountant: Accountant;
  readonly #entropy: EntropySource;

  private constructor(
    source: CountSource,
    accountant: Accountant,
    neighbours: Neighbours,
    entropy: EntropySource,
  ) {
    this.sizes = Object.freeze(source.sizes.slice());
    this.neighbours = Object.freeze({ ...neighbours });
    this.sensitivities = Object.freeze(squaredSensitivities(neighbours));
    this.guarantee = entropy.guarantee;
    this.#source = source;
    this.#accountant = accountant;
    this.#entropy = entropy;
    Object.freeze(this);
  }

  /** Closes `source` in: the caller forgets it. Throws RangeError for impossible neighbours. */
  static open(
    source: CountSource,
    accountant: Accountant,
    neighbours: Neighbours,
    entropy: EntropySource,
  ): PrivateTable {
    return new PrivateTable(source, accountant, neighbours, entropy);
  }

  /**
   * Noisy counts of every request, each with its own sigma. Costs the sum of sensitivity^2 / (2 sigma^2). Throws
   * E3009 when the budget does not cover it, RangeError for a request that is not possible; both before any look.
   */
  async measure(requests: readonly (CountRequest & { readonly sigma: Rational })[]): Promise<NoisyTable[]> {
    const cells = requests.map((request) => cellsOf(this.sizes, request));
    this.#accountant.charge(
      chargesBySigma("counts", requests, (tables) => this.sensitivities.countTable * tables),
    );
    const out: NoisyTable[] = [];
    for await (const [i, counts] of this.#exact(requests, cells)) {
      const { columns, maps, sigma } = requests[i]!;
      const noise = new Float64Array(counts.length);
      fillRoundedGaussian(noise, sigma, this.#entropy);
      for (let cell = 0; cell < noise.length; cell++) noise[cell]! += counts[cell]!;
      out.push({ columns, maps, sigma, counts: noise });
    }
    return out;
  }

  /**
   * For every request, sum over cells of |count - round(expected)|, plus rounded Gaussian noise. Costs requests x
   * sensitivity^2 / (2 sigma^2), the sensitivity being that of an error sum. Throws as measure does.
   */
  async errors(
    requests: readonly (CountRequest & { readonly expected: Float64Array })[],
    sigma: Rational,
  ): Promise<Float64Array> {
    const cells = requests.map((request) => cellsOf(this.sizes, request));
    // Rounded first: the query is then a whole number, as rounding its noise demands.
    const expected = requests.map((request, i) => {
      if (request.expected.length !== cells[i]) throw new RangeError("one expected count per cell");
      const rounded = request.expected.map(Math.round);
      if (!rounded.every(Number.isSafeInteger)) throw new RangeError("expected counts must be finite");
      return rounded;
    });
    this.#accountant.charge(
      chargesBySigma(
        "error sums",
        requests.map(() => ({ sigma })),
        (sums) => this.sensitivities.errorSum * sums,
      ),
    );
    const out = new Float64Array(requests.length);
    fillRoundedGaussian(out, sigma, this.#entropy);
    for await (const [i, counts] of this.#exact(requests, cells)) {
      let sum = 0;
      for (let cell = 0; cell < counts.length; cell++) sum += Math.abs(counts[cell]! - expected[i]![cell]!);
      out[i]! += sum;
    }
    return out;
  }

  /**
   * At most `cuts` strictly increasing fine levels that cut the column's levels from `first` (default 0) on into ranges
   * of about equal numbers of records: by bisection on noisy counts of ranges, halved down to single levels. Earlier
   * levels, such as "missing", are left out. Costs at most `rho`. Throws as measure does.
   */
  async quantiles(
    column: number,
    request: { readonly cuts: number; readonly rho: Rational; readonly first?: number },
  ): Promise<number[]> {
    const size = this.sizes[column];
    if (size === undefined) throw new RangeError(`there is no column ${column}`);
    // Public members only, so that an auditor who watches measure() sees these looks too.
    const plan = quantileTables(size, request.first ?? 0);
    if (!Number.isInteger(request.cuts) || request.cuts < 1) throw new RangeError("at least one cut");
    if (plan.maps.length === 0) return [];
    const sigma = sigmaForRho(request.rho, this.sensitivities.countTable * BigInt(plan.maps.length));
    const tables = await this.measure(plan.maps.map((map) => ({ columns: [column], maps: [map], sigma })));
    return plan.cut(
      tables.map(({ counts }) => counts),
      request.cuts,
    );
  }

  /** What may be printed. */
  toJSON(): { sizes: readonly number[]; neighbours: Neighbours; guarantee: boolean } {
    return { sizes: this.sizes, neighbours: this.neighbours, guarantee: this.guarantee };
  }

  /** Counts of every request in order, and its number: together where the source can, else one after the other. */
  async *#exact(
    requests: readonly CountRequest[],
    cells: readonly number[],
  ): AsyncGenerator<[number, Float64Array]> {
    // The source is told what to count and nothing else of the requests.
    const asked = requests.map(({ columns, maps }) => ({ columns, maps }));
    const source = this.#source;
    const together = asked.length > 0 ? await source.countAll?.(asked) : undefined;
    if (together !== undefined && together.length !== asked.length) throw unlike();
    for (const [i, { columns, maps }] of asked.entries()) {
      const counts = together === undefined ? await source.count(columns, maps) : together[i]!;
      // A source that answers something else breaks the sensitivity; its numbers are not shown.
      if (counts.length !== cells[i] || !counts.every(Number.isSafeInteger)) throw unlike();
      yield [i, counts];
    }
  }
}

function unlike(): RangeError {
  return new RangeError("the source of counts did not answer one whole number per cell");
}

/** One charge per different sigma: equal ones are added up exactly before the accountant rounds up. */
function chargesBySigma(
  what: string,
  requests: readonly { readonly sigma: Rational }[],
  squaredSensitivity: (requests: bigint) => bigint,
): Charge[] {
  const groups = new Map<string, { sigma: Rational; size: bigint }>();
  for (const { sigma } of requests) {
    const key = `${sigma.num}/${sigma.den}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { sigma, size: 1n });
    else group.size++;
  }
  return [...groups.values()].map(({ sigma, size }) => ({
    what: `${size} ${what}`,
    rho: gaussianCost(squaredSensitivity(size), sigma),
    sigma,
  }));
}
