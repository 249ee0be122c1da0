import { junctionCells } from "@symbolon/protocol";
import type { JointPlan } from "./jointPlan.ts";

/** Part of the largest model that the first round may fill; the last may fill all. */
const FIRST_ROOM = 0.3;

/**
 * Tables that are not among those `measured` (their columns), and for which the model has room in this round. What was measured decides,
 * not what came out, so that whoever has the plan and the tables' names can say it.
 */
export function affordableCliques(
  { cliques, sizes, schedule, maxJunctionCells }: JointPlan,
  measured: readonly (readonly number[])[],
  round: number,
): number[] {
  const done = new Set(measured.map((columns) => columns.join()));
  const room = maxJunctionCells * (FIRST_ROOM + ((1 - FIRST_ROOM) * (round + 1)) / schedule.length);
  return [...cliques.keys()].filter((i) => {
    const { columns } = cliques[i]!;
    return (
      i >= sizes.length && !done.has(columns.join()) && junctionCells(sizes, [...measured, columns]) <= room
    );
  });
}
