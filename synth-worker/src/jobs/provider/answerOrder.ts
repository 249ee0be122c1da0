import { join } from "node:path";
import { digestOfBytes, EvaluationAnswers, SymbolonError } from "@symbolon/protocol";
import { encodeCandidate } from "../../data/encodeCandidate.ts";
import { selectRows } from "../../data/selectRows.ts";
import { evaluateSynthetic } from "../../evaluate/evaluateSynthetic.ts";
import { getSigned } from "../shared/getSigned.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { evaluatorOf, readWorkers } from "../shared/readWorkers.ts";
import { stateFile } from "../shared/stateFile.ts";
import { excludedRows } from "./excludedRows.ts";
import type { OrderContext } from "./orderContext.ts";

/**
 * Polls the evaluator for the candidate of a reported job, checks its hash against the chain, computes aggregates on the hospital's own
 * records and sends them, signed. Answers are computed once per output and kept, so a repeated call sends the same figures.
 * Throws E5002 for a candidate that is not the reported file; retryable errors while the evaluator is not ready.
 */
export async function answerOrder(context: OrderContext, job: Job): Promise<void> {
  const { chain, order, datasetId, hospital, stateFolder } = context;
  const { outputHash } = job.record.report;
  const orderId = order.orderId.toString();
  const evaluator = evaluatorOf(job.record.nodes, await readWorkers(chain));
  if (evaluator === undefined)
    throw new SymbolonError("E4008", { orderId, reason: "no node of the job is an evaluator" });
  const name = `${orderId}-answers-${outputHash.slice(2, 18)}.json`;
  const file = stateFile<EvaluationAnswers>(join(stateFolder, "orders", name));
  let answers = await file.read();
  if (answers === null) {
    const candidate = await getSigned(chain, `${evaluator.endpoint}/jobs/${orderId}/evaluation`, {
      purpose: "evaluation",
      subject: orderId,
    });
    if (digestOfBytes(candidate) !== outputHash)
      throw new SymbolonError("E5002", { cid: `candidate of order ${orderId}` });
    const { schema, records, holdout } = hospital;
    const excluded = await excludedRows(context, job);
    const kept = (half: 0 | 1) => holdout.map((flag, row) => (flag === half && excluded[row] !== 1 ? 1 : 0));
    answers = EvaluationAnswers.parse({
      format: "symbolon-answers/1",
      orderId,
      datasetId: datasetId.toString(),
      outputHash,
      ...evaluateSynthetic({
        names: schema.columns.map((column) => column.name),
        synthetic: await encodeCandidate(candidate, schema, stateFolder),
        training: selectRows(records.table, kept(0)),
        holdout: selectRows(records.table, kept(1)),
      }),
    });
    await file.write(answers);
  }
  await postSigned(
    chain,
    `${evaluator.endpoint}/jobs/${orderId}/answers`,
    { purpose: "answers", subject: orderId },
    answers,
  );
}
