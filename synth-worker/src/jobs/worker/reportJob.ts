import { contractDomain, NODE_REPORT_TYPES, type SignMessage, SymbolonError } from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import { z } from "zod";
import { contractErrorOf } from "../shared/chainError.ts";
import { postSigned } from "../shared/postSigned.ts";
import type { Job } from "../shared/readJob.ts";
import { readWorkers } from "../shared/readWorkers.ts";
import { buildResult } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import { signReport } from "./signReport.ts";
import type { WorkerNode } from "./workerNode.ts";

const SignAnswer = z.strictObject({ signature: z.string().regex(/^0x[0-9a-fA-F]{130}$/) });

/**
 * Lead only: has the other nodes sign the same report and puts it on chain. Throws E4007 when a node computed something else, E4009 for
 * a signature that is not the node's, retryable errors while a node is away or still computing.
 */
export async function reportJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, reporter } = node;
  const { orderId } = claim.verified.order;
  const subject = orderId.toString();
  const result = buildResult(node, claim, job);
  const { manifestDigest, outputHash, modelDigest } = result;
  const message: SignMessage = { orderId: subject, manifestDigest, outputHash, modelDigest };
  const workers = await readWorkers(chain);
  const domain = contractDomain(chain.chainId, chain.deployment.contracts.jobRegistry);
  const signatures = await Promise.all(
    job.nodes.map(async (account) => {
      if (account === chain.account) return signReport(chain, orderId, result);
      const worker = workers.find((candidate) => candidate.account === account);
      if (worker === undefined)
        throw new SymbolonError("E4008", { orderId, reason: `node ${account} is not active` });
      const scope = { purpose: "sign", subject };
      const answer = await postSigned(chain, `${worker.endpoint}/jobs/${subject}/sign`, scope, message);
      const parsed = SignAnswer.safeParse(answer);
      const signer = parsed.success
        ? verifyTypedData(
            domain,
            NODE_REPORT_TYPES,
            { ...message, orderId },
            parsed.data.signature,
          ).toLowerCase()
        : null;
      if (!parsed.success || signer !== account)
        throw new SymbolonError("E4009", { message: "the report", expected: account });
      return parsed.data.signature;
    }),
  );
  try {
    const report = { manifestDigest, outputHash, modelDigest };
    const { txHash, gasUsed } = await chain.send("jobRegistry", "report", orderId, report, signatures);
    reporter.progress({
      step: "reported",
      orderId: subject,
      txHash,
      gasUsed,
      detail: `output ${outputHash}`,
    });
  } catch (error) {
    if (contractErrorOf(error) !== "JobWrongState") throw error;
  }
}
