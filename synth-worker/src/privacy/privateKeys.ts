import type { Rational } from "../math/rational.ts";
import type { EntropySource } from "../random/entropySource.ts";
import { fillRoundedGaussian } from "../random/fillRoundedGaussian.ts";
import type { Accountant } from "./accountant.ts";
import { gaussianCost } from "./gaussianCost.ts";
import type { KeySource } from "./keySource.ts";
import { keyThreshold } from "./keyThreshold.ts";
import { type Neighbours, squaredSensitivities } from "./neighbours.ts";
import { sigmaForRho } from "./sigmaForRho.ts";

/** Keys whose noisy number of patients reached the threshold, in the order of their UTF-16 code units. */
export type ReleasedKeys = {
  readonly keys: readonly { readonly key: string; readonly count: number }[];
  readonly threshold: number;
  readonly sigma: Rational;
};

/**
 * The values of an open set, of which only those that enough patients share can be had (partition selection by
 * Gaussian thresholding; Wilkins, Kifer, Zhang, Karrer 2024). Charge first, look second, as in PrivateTable.
 *
 * Privacy: apart from keys that one patient alone holds, the release is a Gaussian mechanism; such keys come out
 * with probability at most delta, independently of the rest. So it is G_mu (x) f_(0, delta)-DP, and in any
 * composition the deltas of such releases are added (docs/PRIVACY.md, "Open sets").
 */
export class PrivateKeys {
  readonly guarantee: boolean;
  readonly #source: KeySource;
  readonly #accountant: Accountant;
  readonly #neighbours: Neighbours;
  readonly #entropy: EntropySource;

  private constructor(
    source: KeySource,
    accountant: Accountant,
    neighbours: Neighbours,
    entropy: EntropySource,
  ) {
    this.guarantee = entropy.guarantee;
    this.#source = source;
    this.#accountant = accountant;
    this.#neighbours = { ...neighbours };
    this.#entropy = entropy;
    Object.freeze(this);
  }

  /** Closes `source` in: the caller forgets it. */
  static open(
    source: KeySource,
    accountant: Accountant,
    neighbours: Neighbours,
    entropy: EntropySource,
  ): PrivateKeys {
    return new PrivateKeys(source, accountant, neighbours, entropy);
  }

  /**
   * Releases the keys at a cost of at most `rho` and of `delta` from the accountant's budget of deltas. Throws E3009
   * when it does not cover them and RangeError for another delta than 0 < delta < 1, both before any look.
   */
  async release(budget: { readonly rho: Rational; readonly delta: number }): Promise<ReleasedKeys> {
    const { keyCounts } = squaredSensitivities(this.#neighbours);
    const sigma = sigmaForRho(budget.rho, keyCounts);
    const threshold = keyThreshold(sigma, budget.delta, this.#neighbours);
    this.#accountant.charge([
      { what: "keys of an open set", rho: gaussianCost(keyCounts, sigma), sigma, delta: budget.delta },
    ]);
    const counts = [...(await this.#source.keys())].filter(([, count]) => count > 0);
    if (!counts.every(([, count]) => Number.isSafeInteger(count))) {
      throw new RangeError("the source of keys did not answer whole numbers");
    }
    const noise = new Float64Array(counts.length);
    fillRoundedGaussian(noise, sigma, this.#entropy);
    const keys = counts
      .map(([key, count], i) => ({ key, count: count + noise[i]! }))
      .filter(({ count }) => count >= threshold)
      // The order in which the source met the keys says something about records.
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return { keys, threshold, sigma };
  }

  /** What may be printed. */
  toJSON(): { guarantee: boolean } {
    return { guarantee: this.guarantee };
  }
}
