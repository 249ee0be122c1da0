import type { LaneLayout } from "./laneLayout.ts";

/** The lane of each cell of one clique (group) of the layout. */
export function cliqueLanes({ sizes, lane, blockStart }: LaneLayout, clique: number): Int32Array {
  return Int32Array.from({ length: sizes[clique]! }, (_, cell) => 32 * blockStart[cell]! + lane[clique]!);
}
