import type { ScoreInput } from "../mpc/circuits/l1Scores.ts";
import { expectedNoise } from "../tabular/mechanisms/release.ts";
import type { ModelState } from "../tabular/model/modelState.ts";
import { expectedCounts } from "./expectedCounts.ts";
import type { JointPlan } from "./jointPlan.ts";

/**
 * What tables are scored against in a round: the whole counts that the model expects, and per table the error that measuring it
 * would bring, as in AIM and the central engine. A function of what was opened, so all parties score alike.
 */
export function scoreInput(
  { cliques, schedule, fractionBits }: JointPlan,
  state: ModelState,
  round: number,
): Pick<ScoreInput, "expected" | "penalties"> {
  const tables = expectedCounts(state, cliques, round);
  const sigma = Math.sqrt(schedule[round]!.coins) / 2;
  const expected = new Float64Array(cliques.reduce((sum, { cells }) => sum + cells, 0));
  let at = 0;
  for (const table of tables) for (const count of table) expected[at++] = Math.round(count);
  return {
    expected,
    penalties: tables.map((table, i) =>
      Math.round(cliques[i]!.weight * 2 ** fractionBits * expectedNoise(table, sigma)),
    ),
  };
}
