import type { Hex } from "@symbolon/protocol";
import type { EncodedTable } from "../../math/encodedTable.ts";
import type { BitDealing } from "../../mpc/rss/inputs/shareBits.ts";
import { seededEntropy } from "../../random/testOnly.ts";
import type { ReceivedTables } from "../acceptTables.ts";
import { countTables } from "../countTables.ts";
import type { JointPlan } from "../jointPlan.ts";
import { shareTables } from "../shareTables.ts";

export const JOB: Hex = `0x${"6b".repeat(32)}`;

/** TESTS ONLY: what each hospital sends, in the order of the plan's datasets. */
export function dealTables(plan: JointPlan, hospitals: readonly EncodedTable[]): BitDealing[] {
  return hospitals.map((table, h) =>
    shareTables({
      plan,
      job: JOB,
      datasetId: plan.order.datasetIds[h]!,
      tables: countTables(plan, table),
      entropy: seededEntropy(h + 1),
    }),
  );
}

/** TESTS ONLY: what node `index` received of it. */
export function receivedBy(
  plan: JointPlan,
  dealings: readonly BitDealing[],
  index: 0 | 1 | 2,
): ReceivedTables[] {
  return dealings.map(({ packages, commitments }, h) => ({
    datasetId: plan.order.datasetIds[h]!,
    commitments,
    package: packages[index]!,
  }));
}
