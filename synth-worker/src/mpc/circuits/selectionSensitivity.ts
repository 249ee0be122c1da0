import type { ScoreInput } from "./l1Scores.ts";

/** Score units that one patient moves a candidate's score by, at most (l1Scores). */
export function selectionSensitivity(
  { weights, fractionBits }: Pick<ScoreInput, "weights" | "fractionBits">,
  candidates: readonly number[],
): number {
  return 2 ** fractionBits * Math.max(1, ...candidates.map((clique) => weights[clique]!));
}
