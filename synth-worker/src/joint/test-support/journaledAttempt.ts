import type { BitDealing } from "../../mpc/rss/inputs/shareBits.ts";
import type { ThreePartiesOptions, ThreeRuns } from "../../mpc/rss/test-support/threeParties.ts";
import type { JointPlan } from "../jointPlan.ts";
import type { Journal, JournalStep } from "../journal.ts";
import type { JointResult } from "../runJoint.ts";
import { settleJoint } from "./settleJoint.ts";

/** Where a node fails: in the hook that is told of this step, before or after it has put it on record. */
export type Failure = {
  readonly node: number;
  readonly index: number;
  readonly hook: "charge" | "opened";
  readonly kept: boolean;
};

/** One attempt: how it ended, what each node has on record afterwards, and the charges and openings that any node was told. */
export type Attempt = {
  readonly outcomes: ThreeRuns<JointResult>["outcomes"];
  readonly journals: readonly Journal[];
  readonly charged: ReadonlySet<number>;
  readonly opened: ReadonlySet<number>;
};

/** TESTS ONLY: runs a job from the journals that the nodes have, which keep theirs as a node must, until it ends or a node fails. */
export async function journaledAttempt(
  plan: JointPlan,
  dealings: readonly BitDealing[],
  {
    journals,
    failure,
    ...options
  }: ThreePartiesOptions & { readonly journals?: readonly Journal[]; readonly failure?: Failure },
): Promise<Attempt> {
  const start = journals ?? [0, 1, 2].map((): Journal => ({ steps: [] }));
  const kept = start.map((journal) => structuredClone(journal));
  const charged = new Set<number>();
  const opened = new Set<number>();
  const told = (node: number, hook: Failure["hook"], step: JournalStep) => {
    const fails = failure?.node === node && failure.hook === hook && failure.index === step.index;
    if (!fails || failure.kept) kept[node]!.steps[step.index] = step;
    if (fails) throw new Error("the machine is gone");
  };
  const { outcomes } = await settleJoint(plan, dealings, {
    ...options,
    journalOf: (node) => start[node]!,
    hooks: (node) => ({
      frozen(inputs) {
        kept[node]!.inputs = inputs;
      },
      charge(_, step) {
        charged.add(step.index);
        told(node, "charge", step);
      },
      opened(step) {
        opened.add(step.index);
        told(node, "opened", step);
      },
    }),
  });
  return { outcomes, journals: kept, charged, opened };
}
