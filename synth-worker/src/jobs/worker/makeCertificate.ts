import type { Certificate } from "@symbolon/protocol";
import { type CertificateFigures, certificateFigures } from "../../evaluate/certificateFigures.ts";
import type { Job } from "../shared/readJob.ts";
import type { Claim } from "./claims.ts";
import { judgePrivate } from "./judgePrivate.ts";
import { judgeReport } from "./judgeReport.ts";
import { judgeStatistic } from "./statistics/judgeStatistic.ts";
import type { WorkerNode } from "./workerNode.ts";

/** A certificate with the figures that go on chain beside its digest, and some of it in words. */
export type MadeCertificate = {
  readonly certificate: Certificate;
  readonly figures: CertificateFigures;
  readonly words: string;
};

/** A statistic is compared with no records, so there is no distance and no attack to put on chain. */
const NO_FIGURES: CertificateFigures = { tvd1Bps: 0n, tvd2Bps: 0n, membershipAucBps: 0n };

/**
 * The certificate of a reported result, a function of the order and of what this node keeps; null while a hospital
 * has not answered. Throws what the judges throw.
 */
export async function makeCertificate(
  node: WorkerNode,
  claim: Claim,
  job: Job,
): Promise<MadeCertificate | null> {
  const { chain } = node;
  const { manifestDigest, outputHash, modelDigest } = job.record.report;
  const about = {
    chainId: chain.chainId,
    orderId: claim.verified.order.orderId.toString(),
    manifestDigest,
    outputHash,
    modelDigest,
    evaluator: chain.account,
  };
  if (claim.releaseClass === "statistics") {
    const judgement = await judgeStatistic(node, claim, job);
    const words = `${judgement.rounds} rounds added up again, limits ${judgement.passed ? "kept" : "not kept"}`;
    return {
      certificate: { format: "symbolon-statistics-certificate/1", ...about, ...judgement },
      figures: NO_FIGURES,
      words,
    };
  }
  const judgement =
    claim.releaseClass === "private" ? await judgePrivate(node, claim, job) : await judgeReport(claim);
  if (judgement === null) return null;
  const { thresholds } = claim.verified.spec;
  const { meanTvd1, meanTvd2, membershipAuc } = judgement.summary;
  return {
    certificate: { format: "symbolon-certificate/2", ...about, thresholds, ...judgement },
    figures: certificateFigures(judgement.summary),
    words: `TVD 1-way ${meanTvd1}, 2-way ${meanTvd2}, membership AUC ${membershipAuc.value}`,
  };
}
