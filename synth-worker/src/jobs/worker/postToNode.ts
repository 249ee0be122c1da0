import { type Hex, SymbolonError } from "@symbolon/protocol";
import { postSigned } from "../shared/postSigned.ts";
import { readWorkers } from "../shared/readWorkers.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * Sends a signed message about an order to another node and returns its answer. Throws E4008 (retryable) while that node is not active,
 * and what callHttp throws.
 */
export async function postToNode(
  node: WorkerNode,
  account: Hex,
  orderId: bigint,
  purpose: "session" | "note" | "replace" | "sum" | "result" | "sign",
  message: unknown,
): Promise<unknown> {
  const { chain } = node;
  const subject = orderId.toString();
  const worker = (await readWorkers(chain)).find((candidate) => candidate.account === account);
  if (worker === undefined)
    throw new SymbolonError("E4008", { orderId, reason: `node ${account} is not active` });
  const url = `${worker.endpoint}/jobs/${subject}/${purpose}`;
  return postSigned(chain, url, { purpose, subject }, message);
}
