import {
  contractDomain,
  type Hex,
  NODE_REPORT_TYPES,
  resultCommit,
  type SignMessage,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import { z } from "zod";
import type { Job } from "../shared/readJob.ts";
import { unlessOvertaken } from "../shared/unlessOvertaken.ts";
import { buildResult } from "./buildResult.ts";
import type { Claim } from "./claims.ts";
import { saltToShow } from "./commitResult.ts";
import { postToNode } from "./postToNode.ts";
import { signReport } from "./signReport.ts";
import type { WorkerNode } from "./workerNode.ts";

const SignAnswer = z.strictObject({
  signature: z.string().regex(/^0x[0-9a-fA-F]{130}$/),
  salt: z
    .string()
    .regex(/^0x[0-9a-f]{64}$/)
    .transform((text) => text as Hex),
});
type Shown = z.infer<typeof SignAnswer>;

/**
 * Lead only, in a COMMITTED job: has every node show its salt and sign the same report, and puts that on chain. Throws E4007 naming the
 * node when it computed something else or its salt does not open its commitment, E4009 for a signature that is not the node's, retryable
 * errors while a node is away.
 */
export async function reportJob(node: WorkerNode, claim: Claim, job: Job): Promise<void> {
  const { chain, reporter } = node;
  const { orderId } = claim.verified.order;
  const result = await buildResult(node, claim, job);
  const { manifestDigest, outputHash, modelDigest } = result;
  const report = { manifestDigest, outputHash, modelDigest };
  const shown = await Promise.all(
    job.record.nodes.map(async (account, i) => {
      const own = account === chain.account;
      const answer: Shown = own
        ? {
            signature: await signReport(chain, orderId, result),
            salt: saltToShow(claim, job, account, result),
          }
        : await ask(node, orderId, account, report);
      if (resultCommit(orderId, account, report, answer.salt) !== job.record.resultCommits[i])
        throw new SymbolonError("E4007", { node: account, field: "resultCommit", orderId });
      return answer;
    }),
  );
  const salts = shown.map(({ salt }) => salt);
  const signatures = shown.map(({ signature }) => signature);
  const sent = await unlessOvertaken(() =>
    chain.send("jobRegistry", "report", orderId, job.record, report, salts, signatures),
  );
  if (sent === null) return;
  const { txHash, gasUsed } = sent;
  const detail = `output ${outputHash}`;
  reporter.progress({ step: "reported", orderId: orderId.toString(), txHash, gasUsed, detail });
}

async function ask(
  node: WorkerNode,
  orderId: bigint,
  account: Hex,
  report: Omit<SignMessage, "orderId">,
): Promise<Shown> {
  const { chain } = node;
  const message: SignMessage = { orderId: orderId.toString(), ...report };
  const parsed = SignAnswer.safeParse(await postToNode(node, account, orderId, "sign", message));
  const domain = contractDomain(chain.chainId, chain.deployment.contracts.jobRegistry);
  const isSigned = parsed.success && signerOf(domain, { ...report, orderId }, parsed.data) === account;
  if (!isSigned) throw new SymbolonError("E4009", { message: "the report", expected: account });
  return parsed.data;
}

function signerOf(
  domain: ReturnType<typeof contractDomain>,
  value: Record<string, unknown>,
  { signature }: Shown,
): string | null {
  try {
    return verifyTypedData(domain, NODE_REPORT_TYPES, value, signature).toLowerCase();
  } catch {
    return null;
  }
}
