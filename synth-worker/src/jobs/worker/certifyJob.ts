import {
  CERTIFICATE_TYPES,
  type Certificate,
  contractDomain,
  digestOfDocument,
  type JobCertificate,
  RELEASE_PRIVATE,
} from "@symbolon/protocol";
import { certificateFigures } from "../../evaluate/certificateFigures.ts";
import { combineAnswers } from "../../evaluate/combineAnswers.ts";
import { dataFreeFigures } from "../../exports/dataFreeFigures.ts";
import type { Sent } from "../shared/chain.ts";
import type { Job } from "../shared/readJob.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import { readAnswers, type SignedAnswers } from "./answerBook.ts";
import { buildResult } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Evaluator only: once every hospital has answered, makes the certificate (a function of the kept answers and the order), pins it, signs
 * its digest, verdict and figures, and puts them on chain, where the figures are compared with the market's own thresholds too: it takes
 * both to pass. Whoever reads the digest on chain finds the document.
 */
export async function certifyJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, store, reporter } = node;
  const { order, spec } = claim.verified;
  const orderId = order.orderId.toString();
  const { model, manifest } = buildResult(node, claim, job);
  const dataFree =
    spec.cohort === undefined ? dataFreeFigures(model, { rows: spec.rows, seedHex: manifest.seed }) : null;
  const judge = (answers: readonly SignedAnswers[]) =>
    combineAnswers({
      answers: answers.map((entry) => entry.answers),
      dataFree,
      engine: spec.engine,
      rhoMicro: order.terms.rhoMicro,
      thresholds: spec.thresholds,
    });
  // A file that fails without a look at records does not wait for any.
  const hopeless = judge([]).reasons.length > 1;
  const answers = hopeless ? [] : await readAnswers(claim);
  if (answers === null) return;
  const verdict = judge(answers);
  const { manifestDigest, outputHash, modelDigest } = job.record.report;
  const certificate: Certificate = {
    format: "symbolon-certificate/2",
    chainId: chain.chainId,
    orderId,
    manifestDigest,
    outputHash,
    modelDigest,
    evaluator: chain.account,
    privacy: {
      epsilon: spec.epsilon,
      delta: spec.delta,
      rhoMicro: spec.rhoMicro,
      unit: "patient",
      neighbours: "add/remove",
    },
    answers,
    dataFree,
    bound: verdict.bound,
    summary: verdict.summary,
    thresholds: spec.thresholds,
    passed: verdict.passed,
    reasons: verdict.reasons,
  };
  const certificateDigest = digestOfDocument(certificate);
  const { summary, passed, reasons } = verdict;
  const figures = `TVD 1-way ${summary.meanTvd1}, 2-way ${summary.meanTvd2}, membership AUC ${summary.membershipAuc.value}`;
  reporter.progress({ step: "evaluated", orderId, detail: figures });
  const cid = await store.pinDocument(certificate, "certificate.json");
  const onChain: JobCertificate = {
    certificateDigest,
    passed,
    releaseClass: RELEASE_PRIVATE,
    ...certificateFigures(summary),
  };
  const signature = await chain.wallet.signTypedData(
    contractDomain(chain.chainId, chain.deployment.contracts.jobRegistry),
    CERTIFICATE_TYPES,
    { orderId: order.orderId, manifestDigest, outputHash, ...onChain },
  );
  const acts = [order.orderId, order.terms, job.record, chain.account, onChain, signature];
  const sent = await unlessOvertaken(() => chain.send("jobRegistry", "certify", ...acts));
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  const refusal = passed ? "the market's thresholds" : reasons.join("; ");
  const detail = passedOnChain(node, sent) ? "passed" : `not passed: ${refusal}`;
  reporter.progress({ step: "certified", orderId, txHash, gasUsed, cid, detail });
}

function passedOnChain({ chain }: WorkerNode, { receipt }: Sent): boolean {
  const { interface: jobs } = chain.contracts.jobRegistry;
  return receipt.logs.some((log) => {
    const parsed = jobs.parseLog(log);
    return parsed?.name === "JobCertified" && parsed.args.passed === true;
  });
}
