import type { Hex } from "@symbolon/protocol";
import { callHttp } from "../../shared/callHttp.ts";
import { readWorkers } from "../../shared/readWorkers.ts";
import type { WorkerNode } from "../workerNode.ts";

/** How long a node may take to say that it is there, in milliseconds, and how much it may say. */
const PROBE = { timeoutMilliseconds: 3_000, limitBytes: 4096 };

/** When others were last asked, and since when each node has not answered (nodes that answer are not in it): this process's clock, in seconds. */
export type Silence = { askedAt: number; readonly since: Map<Hex, number> };

/** Whether a node answers now and is still active; notes in `silence` since when it does not. */
export async function isThere(node: WorkerNode, silence: Silence, account: Hex): Promise<boolean> {
  const worker = (await readWorkers(node.chain)).find((candidate) => candidate.account === account);
  try {
    if (worker === undefined) throw new Error("not active");
    const answer = await callHttp(`${worker.endpoint}/health`, { method: "GET", ...PROBE });
    const { account: found } = JSON.parse(new TextDecoder().decode(answer)) as { account?: unknown };
    if (String(found).toLowerCase() !== account) throw new Error("another node");
    silence.since.delete(account);
    return true;
  } catch {
    if (!silence.since.has(account)) silence.since.set(account, performance.now() / 1000);
    return false;
  }
}
