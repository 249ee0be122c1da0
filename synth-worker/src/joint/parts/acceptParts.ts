import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { Planes } from "../../mpc/circuits/planes.ts";
import { sharedView } from "../../mpc/circuits/sharedView.ts";
import { acceptBits } from "../../mpc/rss/inputs/acceptBits.ts";
import type { InputReport } from "../../mpc/rss/inputs/settleInputs.ts";
import type { ReceivedTables } from "../acceptTables.ts";
import { lookJob } from "./lookJob.ts";
import type { MeasuredPart } from "./measuredPart.ts";
import { partShape } from "./partShape.ts";
import type { PartsPlan } from "./planParts.ts";

/** This node's shares of every dataset's parts, and what it tells the other two: which commitments they match. */
export type AcceptedParts = {
  readonly parts: ReadonlyMap<string, readonly Planes[]>;
  readonly report: InputReport;
};

/**
 * Unpacks what the hospitals sent to node `index` for a look. A package that is missing, cut or does not match its commitments becomes null
 * in the report.
 */
export function acceptParts(
  plan: PartsPlan,
  told: {
    readonly job: Hex;
    readonly look: number;
    readonly parts: readonly MeasuredPart[];
    readonly index: 0 | 1 | 2;
    readonly received: readonly ReceivedTables[];
  },
): AcceptedParts {
  const { order } = plan;
  const job = lookJob(plan, told);
  const shapes = told.parts.map((part) => partShape(plan, part));
  const words = shapes.reduce((sum, shape) => sum + shape.planes * shape.words, 0);
  const accepted = new Map<string, readonly Planes[]>();
  const report: Record<string, readonly Hex[] | null> = {};
  for (const datasetId of order.datasetIds) {
    report[datasetId] = null;
    const own = told.received.find((each) => each.datasetId === datasetId);
    if (own === undefined) continue;
    try {
      const bits = acceptBits({ ...own, orderId: order.orderId, job, index: told.index, words });
      let at = 0;
      accepted.set(
        datasetId,
        shapes.map((shape) =>
          Array.from({ length: shape.planes }, () => {
            at += shape.words;
            return sharedView(bits, at - shape.words, at);
          }),
        ),
      );
      report[datasetId] = own.commitments;
    } catch (error) {
      if (!(error instanceof SymbolonError)) throw error;
    }
  }
  return { parts: accepted, report };
}
