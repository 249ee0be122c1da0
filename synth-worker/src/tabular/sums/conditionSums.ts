import { SymbolonError } from "@symbolon/protocol";
import { fitMaxEnt, type MaxEntFit } from "../inference/fitMaxEnt.ts";
import { type ModelState, masksOf, slackOf } from "../model/modelState.ts";

/**
 * A fitted model's distribution given that each of `conditions`' columns has one of its allowed cells (allowed[cell] = 1): exact, by setting
 * impossible cells to zero and propagating once through the same junction tree. Without conditions the fit itself. Throws E1006 when
 * the model holds the condition impossible.
 */
export function conditionSums(
  state: ModelState,
  conditions: readonly { readonly column: number; readonly allowed: Uint8Array }[],
): MaxEntFit {
  const { fit } = state;
  if (conditions.length === 0) return fit;
  const zeros = conditions.map(({ column, allowed }) => ({ columns: [column], allowed }));
  const conditioned = fitMaxEnt({
    tree: fit.tree,
    targets: state.measured.map(({ columns, counts, variance }) => ({
      columns,
      shares: counts.map((count) => count / state.total),
      slack: slackOf(columns.length, variance, state.total, state.priorWeight),
    })),
    masks: masksOf(fit.tree, zeros),
    warm: fit.potentials,
    // One evaluation calibrates at the potentials as they are; nothing is fitted again.
    tolerance: Number.POSITIVE_INFINITY,
    maxEvaluations: 1,
  });
  if (!conditioned.beliefs.every((table) => table.some((value) => value > 0)))
    throw new SymbolonError("E1006", {
      document: "cohort",
      reason: "the model holds no record that can meet it",
    });
  return conditioned;
}
