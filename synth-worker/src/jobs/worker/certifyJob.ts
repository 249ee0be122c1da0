import { CERTIFICATE_TYPES, type Certificate, contractDomain, digestOfDocument } from "@symbolon/protocol";
import { combineAnswers } from "../../evaluate/combineAnswers.ts";
import { contractErrorOf } from "../shared/chainError.ts";
import type { Job } from "../shared/readJob.ts";
import { readAnswers } from "./answerBook.ts";
import type { Claim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Evaluator only: once every hospital has answered, makes the certificate (a function of the kept answers and the order), pins it, signs
 * its digest and verdict, and puts them on chain. Whoever reads the digest on chain finds the document.
 */
export async function certifyJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, store, reporter } = node;
  const { order, spec } = claim.verified;
  const orderId = order.orderId.toString();
  const answers = await readAnswers(claim);
  if (answers === null) return;
  const verdict = combineAnswers(
    answers.map((entry) => entry.answers),
    spec.thresholds,
  );
  const { manifestDigest, outputHash, modelDigest } = job;
  const certificate: Certificate = {
    format: "symbolon-certificate/1",
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
  const signature = await chain.wallet.signTypedData(
    contractDomain(chain.chainId, chain.deployment.contracts.jobRegistry),
    CERTIFICATE_TYPES,
    { orderId: order.orderId, manifestDigest, outputHash, certificateDigest, passed },
  );
  try {
    const arguments_ = [order.orderId, chain.wallet.address, certificateDigest, passed, signature];
    const { txHash, gasUsed } = await chain.send("jobRegistry", "certify", ...arguments_);
    const detail = passed ? "passed" : `not passed: ${reasons.join("; ")}`;
    reporter.progress({ step: "certified", orderId, txHash, gasUsed, cid, detail });
  } catch (error) {
    if (contractErrorOf(error) !== "JobWrongState") throw error;
  }
}
