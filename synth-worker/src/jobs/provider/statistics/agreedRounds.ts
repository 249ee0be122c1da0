import {
  canonicalJson,
  digestOfDocument,
  parseDocument,
  requestDomain,
  SIGNED_REQUEST_TYPES,
  SignedRounds,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import { getSigned } from "../../shared/getSigned.ts";
import type { Job } from "../../shared/readJob.ts";
import { type ActiveWorker, readWorkers } from "../../shared/readWorkers.ts";
import { statisticsJobOf } from "../../shared/statisticsJobOf.ts";
import type { VerifiedStatisticsOrder } from "../../shared/verifyOrder.ts";
import type { OrderContext } from "../orderContext.ts";

/** Nodes that have to say the same: one alone could lead a hospital to any plan it likes. */
const ALIKE = 2;

/**
 * The opened sums of a statistic that at least two of the claim's nodes have signed alike, the longest such; null while no two say the same. A
 * node that is away or says something else is left aside.
 */
export async function agreedRounds(
  context: OrderContext,
  job: Job,
  verified: VerifiedStatisticsOrder,
): Promise<readonly BigInt64Array[] | null> {
  const workers = await readWorkers(context.chain);
  const nodes = workers.filter(({ account }) => job.record.nodes.includes(account));
  const said = await Promise.all(
    nodes.map(async (node) => {
      try {
        return await roundsOf(context, job, verified, node);
      } catch (error) {
        // Whatever it sent, and be it no JSON: one node must not be able to end this hospital's part.
        context.log.debug({ err: error, node: node.account }, "a node's word is no use");
        return null;
      }
    }),
  );
  const answers = said.filter((sums) => sums !== null);
  const [agreed] = answers
    .filter((sums) => answers.filter((other) => canonicalJson(other) === canonicalJson(sums)).length >= ALIKE)
    .sort((a, b) => b.length - a.length);
  return agreed?.map((sums) => BigInt64Array.from(sums, BigInt)) ?? null;
}

async function roundsOf(
  { chain, order }: OrderContext,
  job: Job,
  verified: VerifiedStatisticsOrder,
  { account, endpoint }: ActiveWorker,
): Promise<readonly (readonly string[])[]> {
  const subject = order.orderId.toString();
  const url = `${endpoint}/jobs/${subject}/rounds`;
  const bytes = await getSigned(chain, url, { purpose: "rounds", subject });
  const document: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const { answer, expires, signature } = parseDocument(SignedRounds, document, "rounds of a statistic");
  const value = { purpose: "rounds", subject, bodyDigest: digestOfDocument(answer), expires };
  const signer = verifyTypedData(requestDomain(chain.chainId), SIGNED_REQUEST_TYPES, value, signature);
  const isOfClaim = answer.orderId === subject && answer.claim === statisticsJobOf(verified, job).claim;
  if (!isOfClaim || answer.node.toLowerCase() !== account || signer.toLowerCase() !== account)
    throw new SymbolonError("E4009", { message: "the rounds of a statistic", expected: account });
  return answer.sums;
}
