import { type HandOver, handOverContext, hpkeSeal, SymbolonError, toHex } from "@symbolon/protocol";
import { handOverTables } from "../../../joint/handOverTables.ts";
import { readWorkers } from "../../shared/readWorkers.ts";
import type { NodeCall } from "../nodeRoutes.ts";
import { notReady, requireNode, requirePrivate } from "../routeChecks.ts";

/**
 * What this node hands to one that took another node's place in the claim: of each dataset the hospital's signed message, and the share that the two have
 * in common, sealed to the newcomer. It learns what the node before it knew, and no more. Throws E4005 for anybody else, E4008
 * (retryable) once the job is past measuring.
 */
export async function giveShares({ node, orderId, claim, job, sender }: NodeCall): Promise<HandOver> {
  requireNode(job, orderId, sender.signer, sender.signer);
  const { chain } = node;
  const { shares, verified, link } = requirePrivate(claim);
  if (link !== null) throw new SymbolonError("E9006", { what: "a place to take among linked patients" });
  const { nodes } = job.record;
  const to = nodes.indexOf(sender.signer) as 0 | 1 | 2;
  const index = nodes.indexOf(chain.account) as 0 | 1 | 2;
  if (job.claimedNodes.includes(sender.signer) || to === index)
    throw new SymbolonError("E4005", { sender: sender.signer, orderId });
  if (job.state !== "CLAIMED" && job.state !== "MEASURED") throw notReady(orderId, `its job is ${job.state}`);
  const newcomer = (await readWorkers(chain)).find(({ account }) => account === sender.signer);
  if (newcomer === undefined) throw notReady(orderId, `node ${sender.signer} is not active`);
  const handed: HandOver["shares"] = [];
  const parts = handOverTables(verified.plan, { index, to, received: await shares.open() });
  for (const { datasetId, part } of parts) {
    const stored = await shares.stored(datasetId);
    if (stored === null) continue;
    const context = handOverContext(chain.chainId, orderId, BigInt(datasetId), sender.signer);
    const sealed = await hpkeSeal(newcomer.hpkeKey, part as Uint8Array<ArrayBuffer>, context);
    const { message, signature } = stored;
    handed.push({ message, signature, sealed: toHex(sealed) });
  }
  return { orderId: orderId.toString(), node: chain.account, shares: handed };
}
