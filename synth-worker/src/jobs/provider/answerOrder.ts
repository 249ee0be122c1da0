import { join } from "node:path";
import {
  answersRho,
  digestOfBytes,
  isLinkedOrder,
  isPrivateOrder,
  OrderSpec,
  PrivateAnswers,
  parseDocument,
  SymbolonError,
} from "@symbolon/protocol";
import { encodeCandidate } from "../../data/encodeCandidate.ts";
import { memoryCountSource } from "../../data/memoryCountSource.ts";
import { describeHoldout } from "../../evaluate/privately/describeHoldout.ts";
import { measureHoldout } from "../../evaluate/privately/measureHoldout.ts";
import { measureMembership } from "../../evaluate/privately/measureMembership.ts";
import { MEMBERSHIP_LEVELS, membershipLevels } from "../../evaluate/privately/membershipLevels.ts";
import type { EncodedTable } from "../../math/encodedTable.ts";
import { selectColumns } from "../../math/selectColumns.ts";
import { selectRows } from "../../math/selectRows.ts";
import { cryptoEntropy } from "../../random/cryptoEntropy.ts";
import { canJudge } from "../../tabular/hospital/canJudge.ts";
import { getSigned } from "../shared/getSigned.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { evaluatorOf, readWorkers } from "../shared/readWorkers.ts";
import { refusalError } from "../shared/refusalError.ts";
import { stateFile } from "../shared/stateFile.ts";
import type { OrderContext } from "./orderContext.ts";
import { orderRows } from "./orderRows.ts";

/**
 * Polls the evaluator for the candidate of a reported private job, checks its hash against the chain, measures the hospital's own
 * records (the order's columns, and its cohort only) with noise that the order has paid for, and sends the figures, signed. They are drawn
 * once per output and kept before they are sent, so a repeated call sends the same noise and never a second draw.
 * Throws E2016 where too few held-out records are in the cohort, E5002 for a candidate that is not the reported file; retryable errors while the evaluator is not ready.
 */
export async function answerOrder(context: OrderContext, job: Job): Promise<void> {
  const { chain, store, order, datasetId, hospital, stateFolder, reporter } = context;
  const { outputHash } = job.record.report;
  const orderId = order.orderId.toString();
  const evaluator = evaluatorOf(job.record.nodes, await readWorkers(chain));
  if (evaluator === undefined)
    throw new SymbolonError("E4008", { orderId, reason: "no node of the job is an evaluator" });
  const name = `${orderId}-answers-${outputHash.slice(2, 18)}.json`;
  const file = stateFile<PrivateAnswers>(join(stateFolder, "orders", name));
  let answers = await file.read();
  if (answers === null) {
    const candidate = await getSigned(chain, `${evaluator.endpoint}/jobs/${orderId}/evaluation`, {
      purpose: "evaluation",
      subject: orderId,
    });
    if (digestOfBytes(candidate) !== outputHash)
      throw new SymbolonError("E5002", { cid: `candidate of order ${orderId}` });
    const { schema, records } = hospital;
    const spec = parseDocument(OrderSpec, await store.document(order.terms.specDigest), "order spec");
    if (!isPrivateOrder(spec))
      throw new SymbolonError("E4010", { orderId, reason: "the file that was sent is not kept here" });
    const { training, holdout } = await orderRows(context, job, spec.cohort);
    if (!canJudge(spec, holdout))
      throw refusalError({ orderId, datasetId: datasetId.toString(), code: "E2016" });
    // Of linked patients a hospital knows its own columns only: it judges these.
    const part = isLinkedOrder(spec)
      ? spec.parts.find((each) => each.datasetId === datasetId.toString())
      : undefined;
    const names = part?.columns ?? spec.columns ?? schema.columns.map((column) => column.name);
    const places = names.map((name) => schema.columns.findIndex((column) => column.name === name));
    const own = (flags: Uint8Array) => selectColumns(selectRows(records.table, flags), places);
    const judged = { ...schema, columns: places.map((place) => schema.columns[place]!) };
    const synthetic = await encodeCandidate(candidate, judged, stateFolder);
    const { mainMicro, scoresMicro } = answersRho(spec, order.terms.rhoMicro);
    const entropy = cryptoEntropy();
    const figures = await measureHoldout({
      synthetic,
      holdout: memoryCountSource(own(holdout)),
      rhoMicro: mainMicro,
      entropy,
    });
    const membership =
      scoresMicro === 0n
        ? null
        : await measureMembership({
            scores: memoryCountSource(levelsOf(synthetic, own(training), own(holdout))),
            rhoMicro: scoresMicro,
            entropy,
          });
    answers = PrivateAnswers.parse({
      format: "symbolon-answers/2",
      releaseClass: "private",
      orderId,
      datasetId: datasetId.toString(),
      outputHash,
      mainMicro: mainMicro.toString(),
      scoresMicro: scoresMicro.toString(),
      ...describeHoldout(names, figures, membership),
    });
    // Two processes of one hospital may both get here: noise is drawn in both, and only one draw is ever sent.
    answers = await file.writeOnce(answers);
  }
  await postSigned(
    chain,
    `${evaluator.endpoint}/jobs/${orderId}/answers`,
    { purpose: "answers", subject: orderId },
    answers,
  );
  const detail = "figures of the held-out records, with their noise";
  reporter.progress({ step: "answered", orderId, datasetId: datasetId.toString(), detail });
}

/** One column: how near each measured, then each held-out record is to the file. */
function levelsOf(synthetic: EncodedTable, measured: EncodedTable, held: EncodedTable): EncodedTable {
  const levels = membershipLevels(synthetic);
  const others = levels(held).map((level) => level + MEMBERSHIP_LEVELS);
  const column = Uint8Array.from([...levels(measured), ...others]);
  return { sizes: [2 * MEMBERSHIP_LEVELS], rows: column.length, columns: [column] };
}
