import { affordableCliques } from "./affordableCliques.ts";
import type { JointPlan } from "./jointPlan.ts";
import { StepBudget } from "./stepBudget.ts";

/** An entry of a published ledger: what for, and which of the plan's tables was chosen or opened (null: lost). */
export type FollowedEntry = {
  readonly what: string;
  readonly kind: "choice" | "table";
  readonly clique: number | null;
};

/**
 * Follows a ledger through the plan's mechanism, written apart from the code that ran it: every opening is the one that had to come next, a
 * choice is one of those that were possible, and it ends, or leaves something out, only where the budget does not cover what comes next. Lost
 * charges may stand anywhere. Gives the first fault in words, or null.
 */
export function followLedger(plan: JointPlan, ledger: readonly FollowedEntry[]): string | null {
  try {
    const walk = new LedgerWalk(plan, ledger);
    const whole = plan.schedule.length === 0 ? plan.cliques.length : plan.sizes.length;
    const measured = walk.tables([...plan.cliques.keys()].slice(0, whole));
    if (measured < plan.sizes.length) walk.fault("the table of a column is missing");
    if (plan.order.mechanism === "mst") followTree(plan, walk);
    if (plan.order.mechanism === "aim") followRounds(plan, walk);
    if (walk.peek() !== undefined) walk.fault("nothing was left to open");
    return null;
  } catch (error) {
    if (error instanceof LedgerFault) return error.message;
    throw error;
  }
}

class LedgerFault extends Error {}

/** Edges that join two trees, as long as a choice and all tables can be paid; then their tables. */
function followTree({ cliques, sizes, schedule }: JointPlan, walk: LedgerWalk): void {
  const tree = sizes.map((_, column) => column);
  const edges: number[] = [];
  while (edges.length < schedule.length) {
    const joining = [...cliques.keys()].filter((clique) => {
      const [a, b] = cliques[clique]!.columns;
      return b !== undefined && tree[a!] !== tree[b];
    });
    const edge = walk.choice({ round: edges.length, candidates: joining, tables: edges.length + 1 });
    if (edge === null) break;
    const [kept, joined] = cliques[edge]!.columns.map((column) => tree[column]!);
    for (const column of tree.keys()) if (tree[column] === joined) tree[column] = kept!;
    edges.push(edge);
  }
  walk.tables(edges);
}

/** A choice among the tables that the model has room for, then that table, round by round. */
function followRounds(plan: JointPlan, walk: LedgerWalk): void {
  const measured = plan.sizes.map((_, column): readonly number[] => [column]);
  for (const round of plan.schedule.keys()) {
    const chosen = walk.choice({ round, candidates: affordableCliques(plan, measured, round), tables: 1 });
    if (chosen === null || walk.tables([chosen]) === 0) return;
    measured.push(plan.cliques[chosen]!.columns);
  }
}

/** A place in the ledger, and the budget that the entries before it left. */
class LedgerWalk {
  readonly #ledger: readonly FollowedEntry[];
  readonly #budget: StepBudget;
  #at = 0;

  constructor(plan: JointPlan, ledger: readonly FollowedEntry[]) {
    this.#ledger = ledger;
    this.#budget = new StepBudget(plan);
  }

  fault(reason: string): never {
    throw new LedgerFault(`entry ${this.#at + 1}: ${reason}`);
  }

  /** The next entry that was opened, after those that were lost. */
  peek(): FollowedEntry | undefined {
    while (this.#ledger[this.#at]?.clique === null) this.#pay();
    return this.#ledger[this.#at];
  }

  /** The clique of the choice that comes next; null when there is none, which only a short budget or an empty list allows. */
  choice(next: { round: number; candidates: readonly number[]; tables: number }): number | null {
    const entry = this.peek();
    const { choices, tables } = this.#budget;
    const planned = choices[next.round]!;
    if (entry?.kind !== "choice") {
      const needed = [planned, ...new Array<typeof planned>(next.tables).fill(tables.at(-1)!)];
      if (next.candidates.length > 0 && this.#budget.covers(needed)) this.fault(`${planned.what} is missing`);
      return null;
    }
    if (entry.what !== planned.what) this.fault(`${planned.what} should come next`);
    if (!next.candidates.includes(entry.clique!)) this.fault("this table could not be chosen");
    this.#pay();
    return entry.clique;
  }

  /** How many of these tables come next; fewer than all only with a short budget. */
  tables(cliques: readonly number[]): number {
    for (const [i, clique] of cliques.entries()) {
      const planned = this.#budget.tables[clique]!;
      const entry = this.peek();
      if (entry === undefined) {
        if (this.#budget.covers([planned])) this.fault(`${planned.what} is missing`);
        return i;
      }
      if (entry.kind !== "table" || entry.clique !== clique || entry.what !== planned.what)
        this.fault(`${planned.what} should come next`);
      this.#pay();
    }
    return cliques.length;
  }

  /** Pays the entry here at the plan's price and goes on. */
  #pay(): void {
    const { what } = this.#ledger[this.#at]!;
    const { choices, tables } = this.#budget;
    const planned =
      [...choices, ...tables].find((each) => each.what === what) ?? this.fault(`the plan has no ${what}`);
    if (!this.#budget.covers([planned])) this.fault("the budget was spent");
    this.#budget.charge(planned);
    this.#at++;
  }
}
