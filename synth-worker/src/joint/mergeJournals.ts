import { canonicalJson } from "@symbolon/protocol";
import { stopped } from "../mpc/rss/stopped.ts";
import type { Journal, JournalStep } from "./journal.ts";

/** What the node at this place kept of the latest attempt, from its first step on. */
export type KeptJournal = { readonly node: number; readonly journal: Journal };

/**
 * What a new attempt begins with, from the journals of all nodes of the latest attempt that are still there: the longest beginning on which all
 * agree. A value is taken only when every one of them says the same, so one liar among two cannot make one up. It can deny one that it has
 * seen: then that is measured anew with noise of its own, and both are paid, so that it costs accuracy and never more privacy than the budget. What
 * any of them charged beyond the beginning counts as lost, `opened` null: it may have been seen. Throws E4020 naming two nodes
 * whose journals contradict each other: other charges at one place, other values of one opening, other inputs. And E4020 for a charge that one
 * node alone keeps: nobody could contradict it.
 */
export function mergeJournals(orderId: string, kept: readonly KeptJournal[]): Journal {
  // An attempt that a kill cut off before all three were in it: one node alone may have begun it, and nothing was charged.
  if (kept.length === 1 && kept[0]!.journal.steps.length === 0) return { steps: [] };
  if (kept.length < 2) throw stopped(orderId, "the journals of two nodes are needed to go on");
  const length = Math.max(...kept.map(({ journal }) => journal.steps.length));
  const steps: JournalStep[] = [];
  let agreed = true;
  for (let index = 0; index < length; index++) {
    const told = kept.flatMap(({ node, journal }) => {
      const step = journal.steps[index];
      return step === undefined ? [] : [{ node, step }];
    });
    const misplaced = told.find(({ step }) => step.index !== index);
    if (misplaced !== undefined)
      throw stopped(orderId, `the journal of node ${misplaced.node} is not in order`);
    requireSame(orderId, `charge ${index + 1}`, told, ({ step }) => step.entry);
    const opened = told.filter(({ step }) => step.opened !== null);
    requireSame(orderId, `what charge ${index + 1} opened`, opened, ({ step }) => step.opened);
    const { step } = told[0]!;
    agreed &&= told.length === kept.length && (opened.length === kept.length || opened.length === 0);
    steps.push(agreed ? step : { ...step, opened: null });
  }
  // Nothing binds a new attempt to the old one's hospitals unless something of their records is kept.
  if (!steps.some(({ opened }) => opened !== null)) return { steps };
  requireSame(orderId, "the inputs", kept, ({ journal }) => journal.inputs ?? null);
  const { inputs } = kept[0]!.journal;
  if (inputs === undefined) throw stopped(orderId, "the journals do not say which inputs they are of");
  return { inputs, steps };
}

/** E4020 naming the first of `told` and the first other one that says something else. */
function requireSame<T extends { readonly node: number }>(
  orderId: string,
  what: string,
  told: readonly T[],
  of: (each: T) => unknown,
): void {
  const [first, ...others] = told;
  if (first === undefined) return;
  const other = others.find((each) => canonicalJson(of(each)) !== canonicalJson(of(first)));
  if (other !== undefined)
    throw stopped(orderId, `nodes ${first.node} and ${other.node} contradict each other about ${what}`);
}
