import type { Hex } from "@symbolon/protocol";
import { takeOverShares } from "../mpc/rss/inputs/takeOverShares.ts";
import type { ReceivedTables } from "./acceptTables.ts";
import type { HandedTables } from "./handOverTables.ts";
import { inputWords } from "./inputWords.ts";
import type { JointPlan } from "./jointPlan.ts";

/**
 * What the hospitals had sent the node at `index`, from what its two neighbours handed over; `job` is the one that the shares are bound to.
 * A dataset that one of them does not have is left out, and is then missing in the report. Throws as takeOverShares does.
 */
export function takeOverTables(
  plan: JointPlan,
  told: {
    readonly job: Hex;
    readonly index: 0 | 1 | 2;
    readonly previous: readonly HandedTables[];
    readonly next: readonly HandedTables[];
  },
): ReceivedTables[] {
  const { job, index } = told;
  const { orderId, datasetIds } = plan.order;
  const words = inputWords(plan);
  return datasetIds.flatMap((datasetId) => {
    const [previous, next] = [told.previous, told.next].map((handed) =>
      handed.find((each) => each.datasetId === datasetId),
    );
    if (previous === undefined || next === undefined) return [];
    const bytes = takeOverShares({ orderId, job, datasetId, index, words }, { previous, next });
    return [{ datasetId, commitments: previous.commitments, package: bytes }];
  });
}
