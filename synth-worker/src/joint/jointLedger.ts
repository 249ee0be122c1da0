import type { Hex } from "@symbolon/protocol";
import type { MechanismCharge, MechanismHooks } from "../mpc/circuits/mechanismHooks.ts";
import { stopped } from "../mpc/rss/stopped.ts";
import { chainLink } from "./chainLink.ts";
import { columnNames } from "./columnNames.ts";
import { isSameEntry } from "./isSameEntry.ts";
import type { JointPlan } from "./jointPlan.ts";
import type { Journal, JournalStep, LedgerEntry, OpenedStep } from "./journal.ts";
import { planSensitivity } from "./planSensitivity.ts";
import { StepBudget } from "./stepBudget.ts";
import { tableCoins } from "./tableCoins.ts";

/** An entry with its outcome. */
export type RecordedEntry = LedgerEntry & {
  /** The table that was chosen or opened; null: charged in an attempt that ended before the opening was known, so paid and of no use. */
  readonly clique: number | null;
  /** chainLink up to here. */
  readonly chain: Hex;
};

/** The node around the ledger: both must be on record when they return. */
export type LedgerHooks = {
  readonly charge: (entry: LedgerEntry, step: JournalStep) => Promise<void> | void;
  readonly opened?: ((step: JournalStep) => Promise<void> | void) | undefined;
};

/**
 * Holds a job to its plan's budget, and takes from the journal of earlier attempts what they opened. Each new opening is prepared, charged, told
 * to the layer above, opened, and told again. Where the budget does not cover one any more, because charges were lost, it is left out. All three
 * parties have the same plan and journal, so their ledgers are the same.
 */
export class JointLedger {
  /** What the circuits ask for. */
  readonly openings: MechanismHooks;
  readonly #plan: JointPlan;
  readonly #steps: readonly JournalStep[];
  readonly #hooks: LedgerHooks;
  readonly #budget: StepBudget;
  readonly #entries: RecordedEntry[] = [];
  #chain: Hex;

  constructor(
    plan: JointPlan,
    { inputs, journal, hooks }: { inputs: Hex; journal: Journal; hooks: LedgerHooks },
  ) {
    this.#plan = plan;
    this.#steps = journal.steps;
    this.#hooks = hooks;
    this.#budget = new StepBudget(plan);
    this.#chain = inputs;
    this.openings = {
      choose: async (charge, prepare) => {
        const { round } = charge;
        this.#requirePlanned(charge);
        const opened = await this.#step(this.#budget.choices[round]!, async () => {
          const open = await prepare();
          return async () => ({ kind: "choice", clique: await open() });
        });
        return opened?.clique ?? null;
      },
      measure: async (charge, prepare) => {
        const { clique } = charge;
        this.#requirePlanned(charge);
        const opened = await this.#step(this.#budget.tables[clique]!, async () => {
          const open = await prepare();
          return async () => ({ kind: "table", clique, counts: Array.from(await open()) });
        });
        return opened?.kind === "table" ? Float64Array.from(opened.counts) : null;
      },
    };
  }

  /**
   * Whether another choice is made, with this many tables to be measured after it: what an earlier attempt did, and beyond that whether
   * the budget covers all of it.
   */
  coversChoice(round: number, tables: number): boolean {
    this.#takeLost();
    const past = this.#steps[this.#entries.length];
    if (past !== undefined) return past.entry.kind === "choice";
    // All tables that can be chosen cost the same.
    const table = this.#budget.tables.at(-1)!;
    return this.#budget.covers([this.#budget.choices[round]!, ...new Array<LedgerEntry>(tables).fill(table)]);
  }

  /** All charges. Throws E4020 when the journal has more of them than the plan. */
  finish(): readonly RecordedEntry[] {
    this.#takeLost();
    if (this.#entries.length < this.#steps.length) throw this.#misfit(this.#steps[this.#entries.length]!);
    return this.#entries.slice();
  }

  /** One opening, told by the journal or made now; null when it is left out. */
  async #step(
    entry: LedgerEntry,
    prepare: () => Promise<() => Promise<OpenedStep>>,
  ): Promise<OpenedStep | null> {
    this.#takeLost();
    const past = this.#steps[this.#entries.length];
    if (past !== undefined) {
      const isOwn = isSameEntry(past.entry, entry) && this.#budget.covers([entry]);
      if (!isOwn || past.opened === null || !this.#fits(entry, past.opened)) throw this.#misfit(past);
      this.#budget.charge(entry);
      return this.#record(entry, past.opened);
    }
    if (!this.#budget.covers([entry])) return null;
    const open = await prepare();
    this.#budget.charge(entry);
    const step = { index: this.#entries.length, entry };
    await this.#hooks.charge(entry, { ...step, opened: null });
    const opened = await open();
    await this.#hooks.opened?.({ ...step, opened });
    return this.#record(entry, opened);
  }

  /** Takes over charges that nothing came of. */
  #takeLost(): void {
    for (;;) {
      const step = this.#steps[this.#entries.length];
      if (step === undefined || step.opened !== null) return;
      const { entry } = step;
      if (!this.#budget.isPlanned(entry) || !this.#budget.covers([entry])) throw this.#misfit(step);
      this.#budget.charge(entry);
      this.#record(entry, null);
    }
  }

  #record<T extends OpenedStep | null>(entry: LedgerEntry, opened: T): T {
    const published = opened === null ? null : this.#published(opened);
    this.#chain = chainLink(this.#chain, entry, published);
    this.#entries.push({ ...entry, clique: opened === null ? null : opened.clique, chain: this.#chain });
    return opened;
  }

  #published(opened: OpenedStep) {
    const columns = columnNames(this.#plan, opened.clique);
    if (opened.kind === "choice") return { columns };
    return { columns, coins: tableCoins(this.#plan, opened.clique), noisyCounts: opened.counts };
  }

  /** RangeError unless the circuit's noise is what the plan's price is for. */
  #requirePlanned(charge: MechanismCharge): void {
    const isPlanned =
      charge.kind === "measurement"
        ? charge.coins === tableCoins(this.#plan, charge.clique)
        : charge.scale === this.#plan.schedule[charge.round]?.scale &&
          charge.sensitivity <= planSensitivity(this.#plan) &&
          charge.candidates <= this.#plan.cliques.length - this.#plan.sizes.length;
    if (!isPlanned) throw new RangeError(`the plan does not have this ${charge.kind}`);
  }

  /** Whether the journal's opening can be one of this entry. */
  #fits(entry: LedgerEntry, opened: OpenedStep): boolean {
    const clique = this.#plan.cliques[opened.clique];
    if (clique === undefined || opened.kind !== entry.kind) return false;
    return (
      opened.kind === "choice" ||
      (entry.what === this.#budget.tables[opened.clique]!.what && opened.counts.length === clique.cells)
    );
  }

  #misfit({ index }: JournalStep) {
    return stopped(this.#plan.order.orderId, `charge ${index + 1} of the journal is not one of this job`);
  }
}
