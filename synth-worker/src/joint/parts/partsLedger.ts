import type { Hex } from "@symbolon/protocol";
import { stopped } from "../../mpc/rss/stopped.ts";
import { Accountant } from "../../privacy/accountant.ts";
import { PICO_PER_RHO } from "../../privacy/picoRho.ts";
import { isSameEntry } from "../isSameEntry.ts";
import type { LedgerHooks } from "../jointLedger.ts";
import type { JournalStep, LedgerEntry } from "../journal.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import type { OpenedPart } from "./openedPart.ts";
import { partLink } from "./partLink.ts";
import { partPrice } from "./partPrice.ts";
import type { PartsPlan } from "./planParts.ts";

/**
 * Holds a job in looks to its plan's budget, and takes from the journal of earlier attempts what they opened. A new opening is charged,
 * told to the layer above, opened, and told again. All three nodes have the same plan and journal, so their ledgers are the same.
 */
export class PartsLedger {
  readonly #plan: PartsPlan;
  readonly #steps: readonly JournalStep[];
  readonly #hooks: LedgerHooks;
  readonly #accountant: Accountant;
  readonly #opened: OpenedPart[] = [];
  #chain: Hex | null = null;

  constructor(
    plan: PartsPlan,
    { steps, hooks }: { readonly steps: readonly JournalStep[]; readonly hooks: LedgerHooks },
  ) {
    this.#plan = plan;
    this.#steps = steps;
    this.#hooks = hooks;
    this.#accountant = new Accountant({ rhoMicro: plan.rhoMicro, delta: plan.ownDelta });
  }

  /** Where the chain begins; told once, before the first part. */
  begin(inputs: Hex): void {
    this.#chain ??= inputs;
  }

  /**
   * What an earlier attempt opened for this part, which comes next; null: it is to be opened now. Throws E4020 when the journal has another
   * part here.
   */
  past(part: MeasuredPart): readonly number[] | null {
    this.#takeLost();
    const step = this.#steps[this.#opened.length];
    if (step === undefined) return null;
    const { opened } = step;
    const entry = partPrice(this.#plan, part);
    const isTable = opened?.kind === "table" && opened.counts.length === part.cells;
    if (!isTable || opened.inputs === undefined || !isSameEntry(step.entry, entry))
      throw stopped(
        this.#plan.order.orderId,
        `charge ${step.index + 1} of the journal is not one of this job`,
      );
    this.#charge(entry);
    this.#record(entry, { part, numbers: opened.counts, inputs: opened.inputs });
    return opened.counts;
  }

  /**
   * Charges a part, opens it by `open`, and gives what was opened. Throws E3009, with nothing opened, when the budget does not cover it.
   */
  async open(
    { part, inputs }: Pick<NonNullable<OpenedPart["opening"]>, "part" | "inputs">,
    open: () => Promise<Float64Array>,
  ): Promise<readonly number[]> {
    const entry = partPrice(this.#plan, part);
    this.#charge(entry);
    const step = { index: this.#opened.length, entry };
    await this.#hooks.charge(entry, { ...step, opened: null });
    const numbers = Array.from(await open());
    await this.#hooks.opened?.({
      ...step,
      opened: { kind: "table", clique: step.index, counts: numbers, inputs },
    });
    this.#record(entry, { part, numbers, inputs });
    return numbers;
  }

  /** All charges with their openings. Throws E4020 when there is none, or the journal has more of them. */
  finish(): readonly OpenedPart[] {
    const { orderId } = this.#plan.order;
    this.#takeLost();
    if (this.#opened.length === 0) throw stopped(orderId, "nothing was asked for");
    if (this.#opened.length < this.#steps.length)
      throw stopped(orderId, "the journal has more charges than this job");
    return this.#opened.slice();
  }

  /** Takes over charges that nothing came of, whatever they were for. */
  #takeLost(): void {
    for (;;) {
      const step = this.#steps[this.#opened.length];
      if (step === undefined || step.opened !== null) return;
      this.#charge(step.entry);
      this.#record(step.entry, null);
    }
  }

  #charge({ what, picoRho, delta }: LedgerEntry): void {
    this.#accountant.charge([{ what, rho: { num: BigInt(picoRho), den: PICO_PER_RHO }, sigma: null, delta }]);
  }

  #record(entry: LedgerEntry, opening: OpenedPart["opening"]): void {
    if (this.#chain === null) throw new RangeError("the ledger has not begun");
    this.#chain = partLink(this.#chain, { entry, opening });
    this.#opened.push({ entry, opening, chain: this.#chain });
  }
}
