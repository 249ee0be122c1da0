import {
  digestOfBytes,
  documentBytes,
  fromHex,
  HandOver,
  type Hex,
  handOverContext,
  hpkeOpen,
  parseDocument,
  requestDomain,
  SIGNED_REQUEST_TYPES,
  SymbolonError,
} from "@symbolon/protocol";
import { verifyTypedData } from "ethers";
import type { HandedTables } from "../../../joint/handOverTables.ts";
import { takeOverTables } from "../../../joint/takeOverTables.ts";
import { jointJobId } from "../../../joint/upload/jointJobId.ts";
import { getSigned } from "../../shared/getSigned.ts";
import type { Job } from "../../shared/readJob.ts";
import { readWorkers } from "../../shared/readWorkers.ts";
import type { PrivateClaim } from "../claims.ts";
import { notReady } from "../routeChecks.ts";
import type { WorkerNode } from "../workerNode.ts";

/** Before the two others are asked again for what is missing. */
const AGAIN_SECONDS = 5;

/**
 * A node that took another one's place in a claim gets its shares from the two that stayed: each has one of its two. Every share is checked against
 * commitments that the hospital signed. Does nothing for a node of the claim itself, or once all is here. Throws E4008 (retryable) while a
 * node has nothing to give, E4009 for a message that the hospital did not sign, and what takeOverTables throws.
 */
export async function takeOver(node: WorkerNode, claim: PrivateClaim, job: Job): Promise<void> {
  const { chain } = node;
  const { verified, shares } = claim;
  const { nodes } = job.record;
  if (job.claimedNodes.includes(chain.account)) return;
  const missing = verified.spec.datasetIds.filter((datasetId) => !shares.present().includes(datasetId));
  const now = performance.now() / 1000;
  if (missing.length === 0 || now - claim.askedForSharesAt < AGAIN_SECONDS) return;
  claim.askedForSharesAt = now;
  const index = nodes.indexOf(chain.account) as 0 | 1 | 2;
  const [previous, next] = await Promise.all(
    [nodes[(index + 2) % 3]!, nodes[(index + 1) % 3]!].map(async (account) => {
      const { shares: handed } = await handedBy(node, claim, account);
      return handed.filter(({ message }) => missing.includes(message.datasetId));
    }),
  );
  const opened = async (handed: HandOver["shares"]) =>
    await Promise.all(handed.map((each) => openHanded(node, claim, each)));
  const told = {
    job: jointJobId(verified, job),
    index,
    previous: await opened(previous!),
    next: await opened(next!),
  };
  // What one of them lacks may still come; if it does not, the job goes on without it.
  for (const { datasetId, package: taken } of takeOverTables(verified.plan, told)) {
    // Its hospital may have sent it here meanwhile.
    if (shares.present().includes(datasetId)) continue;
    const { message, signature } = previous!.find((each) => each.message.datasetId === datasetId)!;
    await shares.keep({ message, signature, taken });
  }
}

async function openHanded(
  { chain, hpke }: WorkerNode,
  claim: PrivateClaim,
  handed: HandOver["shares"][number],
): Promise<HandedTables> {
  requireSigned(claim, chain.chainId, handed);
  const { datasetId, commitments } = handed.message;
  const { orderId } = claim.verified.order;
  const context = handOverContext(chain.chainId, orderId, BigInt(datasetId), chain.account);
  const part = await hpkeOpen(hpke.privateKey, fromHex(handed.sealed as Hex), context);
  return { datasetId, commitments: commitments as Hex[], part };
}

async function handedBy(node: WorkerNode, claim: PrivateClaim, account: Hex): Promise<HandOver> {
  const { chain } = node;
  const { orderId } = claim.verified.order;
  const subject = orderId.toString();
  const worker = (await readWorkers(chain)).find((candidate) => candidate.account === account);
  if (worker === undefined) throw notReady(orderId, `node ${account} is not active`);
  const url = `${worker.endpoint}/jobs/${subject}/handover`;
  const answer = await getSigned(chain, url, { purpose: "handover", subject });
  return parseDocument(HandOver, JSON.parse(new TextDecoder().decode(answer)), "shares handed over");
}

function requireSigned(
  { verified }: PrivateClaim,
  chainId: number,
  { message, signature: { expires, signature } }: HandOver["shares"][number],
): void {
  const dataset = verified.datasets.find(({ datasetId }) => datasetId.toString() === message.datasetId);
  const value = {
    purpose: "share",
    subject: verified.order.orderId.toString(),
    bodyDigest: digestOfBytes(documentBytes(message)),
    expires,
  };
  let signer = "";
  try {
    signer = verifyTypedData(requestDomain(chainId), SIGNED_REQUEST_TYPES, value, signature);
  } catch {
    // Not a signature at all: by nobody.
  }
  if (dataset === undefined || signer.toLowerCase() !== dataset.provider)
    throw new SymbolonError("E4009", {
      message: `the share of dataset ${message.datasetId}`,
      expected: dataset?.provider ?? "its provider",
    });
}
