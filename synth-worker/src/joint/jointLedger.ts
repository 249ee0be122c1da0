import { mechanismCost } from "../mpc/circuits/mechanismCost.ts";
import type { MechanismCharge } from "../mpc/circuits/mechanismHooks.ts";
import { Accountant } from "../privacy/accountant.ts";
import { picoRho } from "../privacy/picoRho.ts";
import type { JointPlan } from "./jointPlan.ts";

/** One opening and its price, as it goes on record before the opening. */
export type LedgerEntry = {
  readonly what: string;
  /** Pico-rho (1e-12), rounded up. */
  readonly picoRho: string;
  /** Probability of what the rho does not cover. */
  readonly delta: number;
};

/** Holds a job to its plan's budget: each charge is checked, recorded, and told to the layer above before it returns. */
export class JointLedger {
  readonly #plan: JointPlan;
  readonly #accountant: Accountant;
  readonly #tell: (entry: LedgerEntry) => Promise<void> | void;
  readonly #entries: LedgerEntry[] = [];

  constructor(plan: JointPlan, tell: (entry: LedgerEntry) => Promise<void> | void) {
    this.#plan = plan;
    this.#accountant = new Accountant({ rhoMicro: plan.rhoMicro, delta: plan.ownDelta });
    this.#tell = tell;
  }

  /** Charges one opening; E3009, with nothing charged, for one that the budget does not cover. `what` replaces the usual words. */
  async charge(charge: MechanismCharge, what?: string): Promise<void> {
    const { maxOrder, order } = this.#plan;
    const cost = mechanismCost(charge, { epsilon: order.epsilon, maxOrder });
    const named = what === undefined ? cost : { ...cost, what };
    this.#accountant.charge([named]);
    const entry = { what: named.what, picoRho: picoRho(cost.rho).toString(), delta: cost.delta ?? 0 };
    this.#entries.push(entry);
    await this.#tell(entry);
  }

  /** Charges so far. */
  get entries(): readonly LedgerEntry[] {
    return this.#entries.slice();
  }
}
