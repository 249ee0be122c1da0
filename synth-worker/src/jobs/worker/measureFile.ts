import { digestOfDocument } from "@symbolon/protocol";
import type { Job } from "../shared/readJob.ts";
import { chargeBudget } from "./chargeBudget.ts";
import type { FileClaim } from "./claims.ts";
import type { WorkerNode } from "./workerNode.ts";

/**
 * A look at a CLAIMED high-fidelity job: the lead, once the hospital has announced its file, has the budget charged for that one file. The
 * hospital sends nothing of it before.
 */
export async function measureFile(node: WorkerNode, claim: FileClaim, job: Job): Promise<void> {
  const announcement = claim.announced.get();
  if (announcement === null || job.record.nodes[0] !== node.chain.account) return;
  const detail = `announced file ${announcement.outputHash}`;
  await chargeBudget(node, claim, job, { digest: digestOfDocument(announcement), droppedMask: 0, detail });
}
