import { handOverShare } from "../mpc/rss/inputs/handOverShare.ts";
import type { HandedShare } from "../mpc/rss/inputs/takeOverShares.ts";
import type { ReceivedTables } from "./acceptTables.ts";
import { inputWords } from "./inputWords.ts";
import type { JointPlan } from "./jointPlan.ts";

/** One hospital's tables as far as one survivor hands them over. */
export type HandedTables = HandedShare & { readonly datasetId: string };

/**
 * What the node at `index` gives the one that takes the place of node `to`: of every package, the share that both hold (handOverShare). To be
 * sealed for its eyes, and given only when the chain says that it has that place. Throws E4001 for a package of a wrong length.
 */
export function handOverTables(
  plan: JointPlan,
  { index, to, received }: { index: 0 | 1 | 2; to: 0 | 1 | 2; received: readonly ReceivedTables[] },
): HandedTables[] {
  const words = inputWords(plan);
  return received.map((own) => ({
    datasetId: own.datasetId,
    commitments: own.commitments,
    part: handOverShare({ ...own, index, words }, to),
  }));
}
