import type { ModelState } from "../tabular/model/modelState.ts";
import type { JointPlan } from "./jointPlan.ts";

/** Part of the largest model that the first round may fill; the last may fill all. */
const FIRST_ROOM = 0.3;

/** Tables that were not measured yet, and for which the model has room in this round. */
export function affordableCliques(
  { cliques, sizes, schedule, maxJunctionCells }: JointPlan,
  state: ModelState,
  round: number,
): number[] {
  const done = new Set(state.measured.map(({ columns }) => columns.join()));
  const room = maxJunctionCells * (FIRST_ROOM + ((1 - FIRST_ROOM) * (round + 1)) / schedule.length);
  return [...cliques.keys()].filter((i) => {
    const { columns } = cliques[i]!;
    return i >= sizes.length && !done.has(columns.join()) && state.cellsWith([columns]) <= room;
  });
}
