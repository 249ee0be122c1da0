import {
  announcementOf,
  digestOfDocument,
  FILE_PART_BYTES,
  type FileMessage,
  fileContext,
  hpkeSeal,
  SymbolonError,
  toHex,
} from "@symbolon/protocol";
import { checkBasis } from "../shared/checkBasis.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { readWorkers } from "../shared/readWorkers.ts";
import type { OrderContext } from "./orderContext.ts";
import { preparedFile, sentParts } from "./preparedFile.ts";

/**
 * A look at a MEASURED job: sends the announced file to the three nodes, sealed to each, but only when the digest on chain is that of this very
 * announcement, that is when the budget is charged for this file, and while no consent has changed. May be called again until it returns true.
 * Nothing is to be sent for a private order. Throws E4007 for another digest, E3002 for a stale consent, retryable errors of chain and nodes.
 */
export async function sendFile(context: OrderContext, job: Job): Promise<boolean> {
  const { chain, order, datasetId, reporter } = context;
  const { orderId } = order;
  const prepared = await preparedFile(context, job).read();
  if (prepared === null || prepared.refusal !== null) return true;
  const { origin } = prepared;
  if (digestOfDocument(announcementOf(origin)) !== job.record.commitDigest)
    throw new SymbolonError("E4007", { node: job.record.nodes[0], field: "commitDigest", orderId });
  await checkBasis(chain, order, job);
  const workers = await readWorkers(chain);
  const bytes = new Uint8Array(Buffer.from(prepared.file, "base64"));
  const sent = sentParts(context, job);
  let arrived = (await sent.read()) ?? [];
  for (const node of job.record.nodes) {
    const worker = workers.find(({ account }) => account === node);
    if (worker === undefined)
      throw new SymbolonError("E4008", { orderId, reason: `node ${node} is not active` });
    for (let part = 0; part * FILE_PART_BYTES < bytes.length; part++) {
      if (arrived.includes(`${node} ${part}`)) continue;
      const plaintext = bytes.subarray(part * FILE_PART_BYTES, (part + 1) * FILE_PART_BYTES);
      const sealed = await hpkeSeal(
        worker.hpkeKey,
        plaintext,
        fileContext(chain.chainId, orderId, datasetId, node, part),
      );
      const subject = orderId.toString();
      const message: FileMessage = {
        orderId: subject,
        datasetId: datasetId.toString(),
        origin,
        part,
        sealed: toHex(sealed),
      };
      await postSigned(
        chain,
        `${worker.endpoint}/jobs/${subject}/file`,
        { purpose: "file", subject },
        message,
      );
      arrived = [...arrived, `${node} ${part}`];
      await sent.write(arrived);
    }
  }
  reporter.progress({ step: "sent", orderId: orderId.toString(), datasetId: datasetId.toString() });
  return true;
}
