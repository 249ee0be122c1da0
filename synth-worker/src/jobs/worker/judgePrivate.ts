import { type PrivateAnswers, type PrivateCertificate, rowSeed } from "@symbolon/protocol";
import { combineAnswers } from "../../evaluate/combineAnswers.ts";
import { dataFreeFigures } from "../../exports/dataFreeFigures.ts";
import type { Job } from "../shared/readJob.ts";
import { readAnswers } from "./answerBook.ts";
import { buildResult } from "./buildResult.ts";
import type { PrivateClaim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/** What an evaluator says of a private file; the rest of a certificate follows from the job. */
export type PrivateJudgement = Pick<
  PrivateCertificate,
  "releaseClass" | "privacy" | "answers" | "dataFree" | "bound" | "summary" | "passed" | "reasons"
>;

/**
 * A private file judged by its own model and by the hospitals' noisy answers; null while one is missing. A file that fails without a look
 * at records does not wait for any.
 */
export async function judgePrivate(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
): Promise<PrivateJudgement | null> {
  const { order, spec } = claim.verified;
  const { rows, thresholds, epsilon, delta, rhoMicro } = spec;
  const { model, modelDigest } = await buildResult(node, claim, job);
  const seedHex = rowSeed(order.orderId, modelDigest);
  const dataFree = spec.cohort === undefined ? dataFreeFigures(model, { rows, seedHex }) : null;
  const judge = (answers: readonly PrivateAnswers[]) =>
    combineAnswers({ answers, dataFree, model, rhoMicro: order.terms.rhoMicro, thresholds });
  const hopeless = judge([]).reasons.length > 1;
  const answers = hopeless ? [] : await readAnswers(claim);
  if (answers === null) return null;
  const privacy = { epsilon, delta, rhoMicro, unit: "patient", neighbours: "add/remove" } as const;
  return {
    releaseClass: "private",
    privacy,
    answers,
    dataFree,
    ...judge(answers.map((entry) => entry.answers)),
  };
}
