import type { JointPlan } from "./jointPlan.ts";

/** Words that a hospital shares: the planes of its counts, then those of its number of patients, a word each. */
export function inputWords({ planes, layout }: Pick<JointPlan, "planes" | "layout">): number {
  return planes * (layout.words + 1);
}
