import { calibrateAt } from "../inference/calibrateAt.ts";
import type { MaxEntFit } from "../inference/fitMaxEnt.ts";
import { type ModelState, masksOf, targetsOf } from "../model/modelState.ts";

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
  return calibrateAt(
    {
      tree: fit.tree,
      targets: targetsOf(state.measured, state),
      base: state.base,
      masks: masksOf(fit.tree, zeros),
    },
    fit.potentials,
    "cohort",
  );
}
