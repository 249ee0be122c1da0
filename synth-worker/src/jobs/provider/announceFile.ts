import { announcementOf } from "@symbolon/protocol";
import { postSigned } from "../shared/postSigned.ts";
import { readHistory } from "../shared/readHistory.ts";
import type { Job } from "../shared/readJob.ts";
import type { VerifiedFileOrder } from "../shared/verifyOrder.ts";
import { checkClaim } from "./checkClaim.ts";
import type { OrderContext } from "./orderContext.ts";
import { preparedFile } from "./preparedFile.ts";
import { prepareFile } from "./prepareFile.ts";
import { tellRefusal } from "./tellRefusal.ts";

/**
 * Checks the claim of a high-fidelity order, makes and judges the file, and announces it to the lead by its hash; the file itself stays here
 * until the chain says that the budget is charged. May be called again until it returns true. Nothing is made before every check has passed.
 * Throws E2016, E2017, E2018, E3002, E3005, E4006 for what this hospital refuses, once the lead knows, and retryable errors of chain, store and
 * lead.
 */
export async function announceFile(
  context: OrderContext,
  job: Job,
  verified: VerifiedFileOrder,
): Promise<boolean> {
  const { chain, order, datasetId, reporter } = context;
  const subject = order.orderId.toString();
  const [lead] = await checkClaim(chain, verified, job);
  const file = preparedFile(context, job);
  let prepared = await file.read();
  if (prepared === null) {
    prepared = await prepareFile(context, verified, job);
    // A withdrawal mined meanwhile changes the epoch: look again, so that the file is of the pinned epoch.
    const { order: now, job: claim } = await readHistory(chain, order.orderId);
    await checkClaim(chain, { ...verified, order: now }, claim);
    await file.write(prepared);
  }
  if (prepared.refusal !== null) return tellRefusal(chain, lead!, prepared.refusal);
  const announcement = announcementOf(prepared.origin);
  const url = `${lead!.endpoint}/jobs/${subject}/announcement`;
  await postSigned(chain, url, { purpose: "announcement", subject }, announcement);
  const detail = `file ${announcement.outputHash}, not differentially private`;
  reporter.progress({ step: "announced", orderId: subject, datasetId: datasetId.toString(), detail });
  return true;
}
