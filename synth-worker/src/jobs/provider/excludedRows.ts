import type { Chain } from "../shared/chain.ts";
import type { Job } from "../shared/readJob.ts";
import { optedOutRows } from "./optedOutRows.ts";
import type { OrderContext } from "./orderContext.ts";
import { withdrawnRows } from "./withdrawnRows.ts";

/**
 * excluded[row] = 1 for records that must not take part in a claimed job: in the commercial lane those whose consent is withdrawn, in the
 * EHDS lane those on the opt-out list that binds the permit, whose index the claim pinned; nobody there under a permit that is excepted from
 * opt-outs (Regulation (EU) 2025/327 Art. 71(4)), or where the records identify nobody (Art. 71(8)), which the log says. Throws what
 * these two throw.
 */
export async function excludedRows(context: OrderContext, job: Job): Promise<Uint8Array> {
  const { chain, order, datasetId, hospital, stateFolder } = context;
  const { permitId, datasetIds } = order.terms;
  if (permitId === 0n) return withdrawnRows(chain, datasetId, hospital.book);
  const { rows } = hospital.records.table;
  const whyNobody = !hospital.config.identifiable
    ? "its records are anonymous (Art. 71(8))"
    : (await isExcepted(chain, permitId))
      ? "the permit is excepted (Art. 71(4))"
      : null;
  if (whyNobody !== null) {
    context.log.info({ orderId: order.orderId.toString(), whyNobody }, "no opt-out is applied");
    return new Uint8Array(rows);
  }
  const pinned = job.record.consentEpochs[datasetIds.indexOf(datasetId)] ?? 0n;
  return optedOutRows({ chain, stateFolder, datasetId, rows, pinned });
}

/** Whether the access body found opt-outs not to bind the permit, which only it can write on chain. */
async function isExcepted(chain: Chain, permitId: bigint): Promise<boolean> {
  const permit = await chain.read<{ optOutException: boolean }>("permitRegistry", "permitOf", permitId);
  return permit.optOutException;
}
