import { join } from "node:path";
import {
  digestOfBytes,
  EvaluationAnswers,
  OrderSpec,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { encodeCandidate } from "../../data/encodeCandidate.ts";
import { selectRows } from "../../data/selectRows.ts";
import { evaluateSynthetic } from "../../evaluate/evaluateSynthetic.ts";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { getSigned } from "../shared/getSigned.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { evaluatorOf, readWorkers } from "../shared/readWorkers.ts";
import { stateFile } from "../shared/stateFile.ts";
import { cohortRows } from "./cohortRows.ts";
import { excludedRows } from "./excludedRows.ts";
import type { OrderContext } from "./orderContext.ts";
import { requireJudges } from "./requireJudges.ts";

/**
 * Polls the evaluator for the candidate of a reported job, checks its hash against the chain, computes aggregates on the hospital's own
 * records (the order's columns, and its cohort only) and sends them, signed. Answers are computed once per output and kept, so a repeated call sends the same figures.
 * Throws E2016 where too few held-out records are in the cohort, E5002 for a candidate that is not the reported file; retryable errors while the evaluator is not ready.
 */
export async function answerOrder(context: OrderContext, job: Job): Promise<void> {
  const { chain, store, order, datasetId, hospital, stateFolder } = context;
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
    const spec = parseDocument(OrderSpec, await store.document(order.terms.specDigest), "order spec");
    const excluded = await excludedRows(context, job);
    const inside = cohortRows(records.table, schema, spec.cohort);
    const kept = (half: 0 | 1) =>
      holdout.map((flag, row) => (flag === half && excluded[row] !== 1 ? inside[row]! : 0));
    requireJudges({ orderId: order.orderId, datasetId, cohort: spec.cohort }, kept(1));
    const names = spec.columns ?? schema.columns.map((column) => column.name);
    const places = names.map((name) => schema.columns.findIndex((column) => column.name === name));
    const own = (half: 0 | 1) => pickColumns(selectRows(records.table, kept(half)), places);
    answers = EvaluationAnswers.parse({
      format: "symbolon-answers/1",
      orderId,
      datasetId: datasetId.toString(),
      outputHash,
      ...evaluateSynthetic({
        names,
        synthetic: await encodeCandidate(
          candidate,
          { ...schema, columns: places.map((place) => schema.columns[place]!) },
          stateFolder,
        ),
        training: own(0),
        holdout: own(1),
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

function pickColumns({ sizes, rows, columns }: EncodedTable, places: readonly number[]): EncodedTable {
  return { sizes: places.map((i) => sizes[i]!), rows, columns: places.map((i) => columns[i]!) };
}
