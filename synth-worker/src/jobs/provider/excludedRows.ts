import type { Job } from "../shared/readJob.ts";
import { optedOutRows } from "./optedOutRows.ts";
import type { OrderContext } from "./orderContext.ts";
import { withdrawnRows } from "./withdrawnRows.ts";

/**
 * excluded[row] = 1 for records that must not take part in a claimed job: in the commercial lane those whose consent is withdrawn, in the
 * EHDS lane those on the opt-out list that binds the permit, whose index the claim pinned. Throws what these two throw.
 */
export async function excludedRows(context: OrderContext, job: Job): Promise<Uint8Array> {
  const { chain, order, datasetId, hospital, stateFolder } = context;
  const { permitId, datasetIds } = order.terms;
  if (permitId === 0n) return withdrawnRows(chain, datasetId, hospital.book);
  const pinned = job.record.consentEpochs[datasetIds.indexOf(datasetId)] ?? 0n;
  return optedOutRows({ chain, stateFolder, datasetId, rows: hospital.records.table.rows, pinned });
}
