import { mechanismCost } from "../mpc/circuits/mechanismCost.ts";
import type { MechanismCharge } from "../mpc/circuits/mechanismHooks.ts";
import { Accountant } from "../privacy/accountant.ts";
import { PICO_PER_RHO, picoRho } from "../privacy/picoRho.ts";
import { columnNames } from "./columnNames.ts";
import { isSameEntry } from "./isSameEntry.ts";
import type { JointPlan } from "./jointPlan.ts";
import type { LedgerEntry } from "./journal.ts";
import { planSensitivity } from "./planSensitivity.ts";
import { tableCoins } from "./tableCoins.ts";

/**
 * The openings that a plan has, with their names and prices, and what is left of its budget. Prices are of the plan alone: a choice costs
 * what it would among all tables, so whoever has the plan can say what every entry of a ledger must be.
 */
export class StepBudget {
  /** The choice of each round, and each clique's table. */
  readonly choices: readonly LedgerEntry[];
  readonly tables: readonly LedgerEntry[];
  readonly #accountant: Accountant;

  constructor(plan: JointPlan) {
    this.#accountant = new Accountant({ rhoMicro: plan.rhoMicro, delta: plan.ownDelta });
    const { order, cliques, sizes, schedule, maxOrder } = plan;
    const prices = new Map<number, { picoRho: string; delta: number }>();
    /** Rounds and tables with one noise have one price; `noise` is its scale or coins. */
    const priced = (charge: MechanismCharge, noise: number) => {
      let price = prices.get(noise);
      if (price === undefined) {
        const { rho, delta } = mechanismCost(charge, { epsilon: order.epsilon, maxOrder });
        price = { picoRho: picoRho(rho).toString(), delta: delta ?? 0 };
        prices.set(noise, price);
      }
      return price;
    };
    this.tables = cliques.map((_, clique) => {
      const coins = tableCoins(plan, clique);
      const price = priced({ kind: "measurement", clique, coins }, coins);
      return { what: `table ${columnNames(plan, clique).join(" * ")}`, kind: "table", ...price };
    });
    prices.clear();
    const sensitivity = planSensitivity(plan);
    const candidates = cliques.length - sizes.length;
    this.choices = schedule.map(({ scale }, round) => {
      const price = priced({ kind: "selection", round, scale, sensitivity, candidates }, scale);
      return { what: `choice of round ${round + 1}`, kind: "choice", ...price };
    });
  }

  /** Whether the plan has this opening at this price. */
  isPlanned(entry: LedgerEntry): boolean {
    return [...this.choices, ...this.tables].some((planned) => isSameEntry(planned, entry));
  }

  /** Whether these openings can all still be paid. */
  covers(entries: readonly LedgerEntry[]): boolean {
    const { remainingPicoRho, spentDelta, totalDelta } = this.#accountant;
    const rho = entries.reduce((sum, { picoRho: pico }) => sum + BigInt(pico), 0n);
    return (
      rho <= remainingPicoRho && entries.reduce((sum, { delta }) => sum + delta, spentDelta) <= totalDelta
    );
  }

  /** Throws E3009, with nothing charged, for an opening that the budget does not cover. */
  charge({ what, picoRho: pico, delta }: LedgerEntry): void {
    this.#accountant.charge([{ what, rho: { num: BigInt(pico), den: PICO_PER_RHO }, sigma: null, delta }]);
  }
}
