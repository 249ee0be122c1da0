import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { CheckedTable } from "../mpc/circuits/consistencyBits.ts";
import { sharedView } from "../mpc/circuits/sharedView.ts";
import { acceptBits } from "../mpc/rss/inputs/acceptBits.ts";
import type { InputReport } from "../mpc/rss/inputs/settleInputs.ts";
import { inputWords } from "./inputWords.ts";
import type { JointPlan } from "./jointPlan.ts";

/** What a hospital sent this node: its package, unsealed, and the commitments that its signature covers. */
export type ReceivedTables = {
  readonly datasetId: string;
  readonly commitments: readonly Hex[];
  readonly package: Uint8Array;
};

/** This node's shares by dataset, and what it tells the other two: which commitments its shares match. */
export type AcceptedTables = {
  readonly tables: ReadonlyMap<string, CheckedTable>;
  readonly report: InputReport;
};

/** Unpacks what the hospitals sent to node `index`. A package that is missing, cut or does not match its commitments becomes null in the report. */
export function acceptTables(
  plan: JointPlan,
  { job, index, received }: { job: Hex; index: 0 | 1 | 2; received: readonly ReceivedTables[] },
): AcceptedTables {
  const tables = new Map<string, CheckedTable>();
  const report: Record<string, readonly Hex[] | null> = {};
  const { planes, layout, order } = plan;
  const words = inputWords(plan);
  for (const datasetId of order.datasetIds) {
    report[datasetId] = null;
    const own = received.find((each) => each.datasetId === datasetId);
    if (own === undefined) continue;
    try {
      const bits = acceptBits({ ...own, orderId: order.orderId, job, index, words });
      const end = planes * layout.words;
      const plane = (from: number, size: number) =>
        Array.from({ length: planes }, (_, k) => sharedView(bits, from + k * size, from + (k + 1) * size));
      tables.set(datasetId, { counts: plane(0, layout.words), patients: plane(end, 1) });
      report[datasetId] = own.commitments;
    } catch (error) {
      if (!(error instanceof SymbolonError)) throw error;
    }
  }
  return { tables, report };
}
