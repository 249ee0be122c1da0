import { type HighFidelityAnswers, SymbolonError } from "@symbolon/protocol";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { evaluatorOf, readWorkers } from "../shared/readWorkers.ts";
import type { OrderContext } from "./orderContext.ts";
import type { PreparedFile } from "./preparedFile.ts";

/**
 * Sends the evaluator, signed, the report that this hospital's node made of its own high-fidelity file before the file left. Throws E4007 when
 * the nodes reported another file, E4008 (retryable) while the evaluator is not ready.
 */
export async function answerWithReport(
  { chain, order, datasetId }: OrderContext,
  job: Job,
  prepared: PreparedFile & { readonly refusal: null },
): Promise<void> {
  const orderId = order.orderId.toString();
  const { outputHash } = job.record.report;
  const evaluator = evaluatorOf(job.record.nodes, await readWorkers(chain));
  if (evaluator === undefined)
    throw new SymbolonError("E4008", { orderId, reason: "no node of the job is an evaluator" });
  if (prepared.origin.outputHash !== outputHash)
    throw new SymbolonError("E4007", { node: job.record.nodes[0], field: "outputHash", orderId });
  const answers: HighFidelityAnswers = {
    format: "symbolon-answers/2",
    releaseClass: "high-fidelity",
    orderId,
    datasetId: datasetId.toString(),
    outputHash,
    report: prepared.report,
  };
  const url = `${evaluator.endpoint}/jobs/${orderId}/answers`;
  await postSigned(chain, url, { purpose: "answers", subject: orderId }, answers);
}
