import { linkedJob } from "../../../joint/linked/linkedJob.ts";
import { shareLinkedRows } from "../../../joint/linked/shareLinkedRows.ts";
import { jointJobId } from "../../../joint/upload/jointJobId.ts";
import { selectColumns } from "../../../math/selectColumns.ts";
import { cryptoEntropy } from "../../../random/cryptoEntropy.ts";
import { readHistory } from "../../shared/readHistory.ts";
import type { Job } from "../../shared/readJob.ts";
import type { VerifiedLinkedOrder } from "../../shared/verifyOrder.ts";
import { checkClaim } from "../checkClaim.ts";
import { deliverShares, type SealedShares } from "../deliverShares.ts";
import type { OrderContext } from "../orderContext.ts";
import { tellRefusal } from "../tellRefusal.ts";
import { columnsOfPart } from "./columnsOfPart.ts";
import { linkList } from "./linkList.ts";
import { sealRows } from "./sealRows.ts";
import { tokensOfList } from "./tokensOfList.ts";

/**
 * A look at a claimed order of linked patients, until it returns true (every node has this hospital's rows): after its own checks the hospital sends each node the
 * same list of blinded identifiers, once, makes tokens of the three answers, and sends its rows under these tokens, shared and sealed. It learns nothing about the other
 * hospital's patients. Throws E2021 (told to the lead) where the hospital links nobody, E1006 where a patient appears twice, E3002, E3005, E4006 and
 * E4020 for what it refuses, and retryable errors of chain, store and nodes, E4008 while an answer is not there.
 */
export async function linkOrder(
  context: OrderContext,
  job: Job,
  verified: VerifiedLinkedOrder,
): Promise<boolean> {
  return await deliverShares(context, job, () => shareLinked(context, job, verified));
}

async function shareLinked(
  context: OrderContext,
  job: Job,
  verified: VerifiedLinkedOrder,
): Promise<SealedShares> {
  const { chain, order, datasetId, hospital } = context;
  const { spec, plan } = verified;
  const nodes = await checkClaim(chain, verified, job);
  const { linkage } = hospital.config;
  if (linkage === undefined) {
    const refusal = { orderId: order.orderId.toString(), datasetId: datasetId.toString() };
    return await tellRefusal(chain, nodes[0]!, { ...refusal, code: "E2021" });
  }
  const columns = columnsOfPart(verified, hospital.schema, datasetId);
  const list = await linkList(context, job, { register: linkage.register, mostPatients: spec.mostPatients });
  const tokens = await tokensOfList(context, nodes, list);
  // A withdrawal mined meanwhile changes the epoch: look again, so that the rows are those of the pinned epoch.
  const { order: now, job: claim } = await readHistory(chain, order.orderId);
  await checkClaim(chain, { ...verified, order: now }, claim);
  const shares = shareLinkedRows({
    job: linkedJob(plan, { chainId: chain.chainId, claim: jointJobId(verified, job) }),
    holder: spec.datasetIds.indexOf(datasetId.toString()),
    table: selectColumns(hospital.records.table, columns),
    rows: list.rows,
    tokens,
    entropy: cryptoEntropy(),
  });
  return await sealRows(context, nodes, shares);
}
