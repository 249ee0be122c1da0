import { SymbolonError } from "@symbolon/protocol";
import type { Rational } from "../math/rational.ts";
import { epsilonOf } from "./epsilonOf.ts";
import { epsilonOfMu } from "./epsilonOfMu.ts";
import { muOfRhoMicro } from "./muOfRhoMicro.ts";
import { PICO_PER_RHO, picoRho } from "./picoRho.ts";

/** What one look at the data costs. */
export type Charge = {
  /** What is looked at, in words for the report; public. */
  readonly what: string;
  readonly rho: Rational;
  /** Standard deviation of the Gaussian noise; null: the mechanism is zCDP but not Gaussian. */
  readonly sigma: Rational | null;
  /** Probability that the look shows something outside the rho guarantee (partition selection); 0 when left out. */
  readonly delta?: number;
};

/** What the accountant allows in all. */
export type Budget = {
  readonly rhoMicro: bigint;
  /** Sum of the charges' own deltas that may be spent; 0 when left out. */
  readonly delta?: number;
};

const PICO_PER_MICRO = PICO_PER_RHO / 1_000_000n;

/**
 * The ledger of one release, a privacy filter: charges add up in whole pico-rho, each rounded UP, and one that would
 * pass the budget throws E3009 and changes nothing. What is looked at next, with how much noise, and when to stop may
 * depend on all answers so far: the whole stays rho-zCDP (Feldman, Zrnic 2021; Whitehouse et al. 2023) and, while all
 * looks are Gaussian, mu-GDP with mu^2 = 2 rho (Smith, Thakurta 2022), rho being the BUDGET. So promises are
 * made for the budget, and `spentRhoMicro` is a figure of the report (docs/proofs/rounded-gaussian.md, part 3).
 */
export class Accountant {
  readonly totalRhoMicro: bigint;
  readonly totalDelta: number;
  #spentPico = 0n;
  #spentDelta = 0;
  #gaussian = true;
  readonly #log: Charge[] = [];

  /** Throws RangeError for a budget that is negative or a delta outside [0, 1). */
  constructor({ rhoMicro, delta = 0 }: Budget) {
    if (rhoMicro < 0n) throw new RangeError("a budget cannot be negative");
    if (!(delta >= 0 && delta < 1)) throw new RangeError("delta must lie in [0, 1)");
    this.totalRhoMicro = rhoMicro;
    this.totalDelta = delta;
  }

  /** Charges all costs or, with E3009, none. Throws RangeError for a cost that is negative. */
  charge(costs: readonly Charge[]): void {
    let pico = this.#spentPico;
    let delta = this.#spentDelta;
    for (const cost of costs) {
      pico += picoRho(cost.rho);
      const own = cost.delta ?? 0;
      if (!(own >= 0 && own < 1)) throw new RangeError("delta must lie in [0, 1)");
      delta += own;
    }
    const what = costs.map((cost) => cost.what).join(", ");
    if (pico > this.totalRhoMicro * PICO_PER_MICRO) {
      throw new SymbolonError("E3009", {
        what,
        requested: `${ceilMicro(pico - this.#spentPico)} micro-rho`,
        available: this.remainingPicoRho / PICO_PER_MICRO,
        total: this.totalRhoMicro,
      });
    }
    if (delta > this.totalDelta) {
      throw new SymbolonError("E3009", {
        what,
        requested: `delta ${delta - this.#spentDelta}`,
        available: this.totalDelta - this.#spentDelta,
        total: this.totalDelta,
      });
    }
    this.#spentPico = pico;
    this.#spentDelta = delta;
    for (const cost of costs) {
      this.#gaussian &&= cost.sigma !== null;
      this.#log.push(Object.freeze({ ...cost }));
    }
  }

  /** Micro-rho spent so far, rounded UP; never above the budget, which is what the chain's ledger is charged. */
  get spentRhoMicro(): bigint {
    return ceilMicro(this.#spentPico);
  }

  /** Pico-rho (1e-12) that may still be spent. */
  get remainingPicoRho(): bigint {
    return this.totalRhoMicro * PICO_PER_MICRO - this.#spentPico;
  }

  /** Sum of the charges' own deltas. */
  get spentDelta(): number {
    return this.#spentDelta;
  }

  /** true while every charge was Gaussian. */
  get allGaussian(): boolean {
    return this.#gaussian;
  }

  /** Every charge in order, for the report. */
  get log(): readonly Charge[] {
    return this.#log.slice();
  }

  /**
   * The epsilon at `delta` that this ledger guarantees, whatever of its budget was used: by the Gaussian closed form
   * while all charges were Gaussian, by the zCDP conversion otherwise, at what the budget's own delta leaves of `delta`.
   * Throws RangeError when that is nothing.
   */
  epsilon(delta: number): number {
    // The difference may be off by its last bit.
    const left = this.totalDelta === 0 ? delta : delta - this.totalDelta * (1 + 2 ** -40);
    if (!(left > 0 && delta < 1)) throw new RangeError("delta must be below 1 and above the budget's own");
    return this.#gaussian
      ? epsilonOfMu(muOfRhoMicro(this.totalRhoMicro), left)
      : epsilonOf(this.totalRhoMicro, left);
  }
}

function ceilMicro(pico: bigint): bigint {
  return (pico + PICO_PER_MICRO - 1n) / PICO_PER_MICRO;
}
