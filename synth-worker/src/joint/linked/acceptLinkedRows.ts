import { canonicalJson, type Hex, SymbolonError } from "@symbolon/protocol";
import type { InputReport } from "../../mpc/rss/inputs/settleInputs.ts";
import { acceptRows, type HeldRows } from "../../mpc/vertical/rows/acceptRows.ts";
import { parseRowPackage } from "../../mpc/vertical/rows/parseRowPackage.ts";
import type { VerticalJob } from "../../mpc/vertical/verticalJob.ts";
import type { ReceivedTables } from "../acceptTables.ts";

/**
 * The rows that node `node` has of both hospitals, by data set, and its report: the commitments that they match, null for a data set whose rows are missing or
 * do not fit.
 */
export function acceptLinkedRows(
  job: VerticalJob,
  node: 0 | 1 | 2,
  received: readonly ReceivedTables[],
): { readonly rows: ReadonlyMap<string, HeldRows>; readonly report: InputReport } {
  const rows = new Map<string, HeldRows>();
  const report: Record<string, readonly Hex[] | null> = {};
  for (const [holder, datasetId] of job.datasetIds.entries()) {
    const sent = received.find((each) => each.datasetId === datasetId);
    const held = sent === undefined ? null : accept(job, node, holder, sent);
    report[datasetId] = held === null ? null : held.commitments;
    if (held !== null) rows.set(datasetId, held);
  }
  return { rows, report };
}

function accept(job: VerticalJob, node: 0 | 1 | 2, holder: number, sent: ReceivedTables): HeldRows | null {
  try {
    const parsed = parseRowPackage(job, node, sent.package);
    const isTheirs =
      parsed.holder === holder && canonicalJson(parsed.commitments) === canonicalJson(sent.commitments);
    return isTheirs ? acceptRows(job, node, parsed) : null;
  } catch (error) {
    if (error instanceof SymbolonError && error.code === "E4020") return null;
    throw error;
  }
}
