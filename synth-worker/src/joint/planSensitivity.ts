import { selectionSensitivity } from "../mpc/circuits/selectionSensitivity.ts";
import type { JointPlan } from "./jointPlan.ts";

/** Score units that one patient moves any score by, at most: what a choice among all tables is priced for. */
export function planSensitivity({
  cliques,
  fractionBits,
}: Pick<JointPlan, "cliques" | "fractionBits">): number {
  const weights = cliques.map(({ weight }) => weight);
  return selectionSensitivity({ weights, fractionBits }, [...cliques.keys()]);
}
