import type { JointPlan } from "./jointPlan.ts";

/** The columns of one of the plan's tables. */
export function columnNames(
  { order, cliques }: Pick<JointPlan, "order" | "cliques">,
  clique: number,
): string[] {
  return cliques[clique]!.columns.map((column) => order.schema.columns[column]!.name);
}
