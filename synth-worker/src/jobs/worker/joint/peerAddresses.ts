import { type Hex, SymbolonError } from "@symbolon/protocol";
import type { PeerAddress } from "../../../net/peerAddress.ts";
import { callHttp } from "../../shared/callHttp.ts";
import { verifyNodeCertificate } from "../../shared/nodeCertificate.ts";
import { readWorkers } from "../../shared/readWorkers.ts";
import type { WorkerNode } from "../workerNode.ts";

/** A node certificate has a few hundred bytes. */
const CERTIFICATE_BYTES = 4096;

/**
 * Where the nodes before and after this one listen for links, and the keys they will show: from certificates that their accounts signed. Whoever
 * answers at an endpoint can keep a node from being reached and cannot take its place. Throws E4008 (retryable) while a node is not active, E4009
 * for a certificate of somebody else, and what callHttp throws.
 */
export async function peerAddresses(
  node: WorkerNode,
  orderId: bigint,
  nodes: readonly Hex[],
): Promise<{ previous: PeerAddress; next: PeerAddress }> {
  const { chain } = node;
  const index = nodes.indexOf(chain.account);
  const workers = await readWorkers(chain);
  const addressOf = async (account: Hex): Promise<PeerAddress> => {
    const worker = workers.find((candidate) => candidate.account === account);
    if (worker === undefined)
      throw new SymbolonError("E4008", { orderId, reason: `node ${account} is not active` });
    const url = `${worker.endpoint}/certificate`;
    const answer = await callHttp(url, { method: "GET", limitBytes: CERTIFICATE_BYTES });
    let document: unknown;
    try {
      document = JSON.parse(new TextDecoder().decode(answer));
    } catch (cause) {
      throw new SymbolonError("E9001", { reason: `${url} did not answer with JSON` }, { cause });
    }
    const { host, port, pin } = verifyNodeCertificate(document, chain.chainId, account);
    return { host, port, pin: pin as Hex };
  };
  const [previous, next] = await Promise.all([
    addressOf(nodes[(index + 2) % 3]!),
    addressOf(nodes[(index + 1) % 3]!),
  ]);
  return { previous, next };
}
