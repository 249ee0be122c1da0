import {
  CERTIFICATE_TYPES,
  contractDomain,
  digestOfDocument,
  type JobCertificate,
  RELEASE_NUMBERS,
} from "@symbolon/protocol";
import type { Sent } from "../shared/chain.ts";
import type { Job } from "../shared/readJob.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import type { Claim } from "./claims.ts";
import { makeCertificate } from "./makeCertificate.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Evaluator only: once every hospital that is asked has answered, makes the certificate, pins it, signs
 * its digest, verdict and figures, and puts them on chain, where the figures are compared with the market's own thresholds too: it takes
 * both to pass. Whoever reads the digest on chain finds the document.
 */
export async function certifyJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, store, reporter } = node;
  const { order } = claim.verified;
  const orderId = order.orderId.toString();
  const made = await makeCertificate(node, claim, job);
  if (made === null) return;
  const { certificate, figures, words } = made;
  const { manifestDigest, outputHash } = job.record.report;
  const certificateDigest = digestOfDocument(certificate);
  const { passed, reasons, releaseClass } = certificate;
  reporter.progress({ step: "evaluated", orderId, detail: words });
  const cid = await store.pinDocument(certificate, "certificate.json");
  const onChain: JobCertificate = {
    certificateDigest,
    passed,
    releaseClass: RELEASE_NUMBERS[releaseClass],
    ...figures,
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
