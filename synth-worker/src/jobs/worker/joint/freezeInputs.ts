import { SymbolonError } from "@symbolon/protocol";
import type { FrozenInputs } from "../../../joint/journal.ts";
import { interrupted } from "../../../mpc/rss/interrupted.ts";
import { checkBasis } from "../../shared/checkBasis.ts";
import { checkReserved } from "../../shared/checkReserved.ts";
import { isRetryable } from "../../shared/isRetryable.ts";
import { leastDatasets } from "../../shared/leastDatasets.ts";
import { readHistory } from "../../shared/readHistory.ts";
import type { Job } from "../../shared/readJob.ts";
import { sleep } from "../../shared/sleep.ts";
import { chargeBudget } from "../chargeBudget.ts";
import type { PrivateClaim } from "../claims.ts";
import type { WorkerNode } from "../workerNode.ts";

/**
 * This node's last word before records are counted together. It reads the chain itself: the basis still stands, as many datasets are in as
 * the order wants, and the budget is charged for exactly these inputs (the lead has it charged; the others wait for the chain to
 * say so). In a later attempt the charge of the first one is looked for. Throws E3002, E3005 or E4006 for what this node refuses, E4007 when the
 * chain has another digest, E4008 when nothing is charged in time, E4020 (interrupted) when `signal` fires before.
 */
export async function freezeInputs(
  { node, claim, job }: { node: WorkerNode; claim: PrivateClaim; job: Job },
  inputs: FrozenInputs,
  signal: AbortSignal,
): Promise<void> {
  const { chain, settings } = node;
  const { spec, order } = claim.verified;
  const { orderId } = order;
  const least = leastDatasets(spec);
  if (inputs.accepted.length < least) {
    const named = inputs.refused.map(({ datasetId, reason }) => `dataset ${datasetId}: ${reason}`).join("; ");
    const reason = `only ${inputs.accepted.length} of ${least} datasets can be used (${named})`;
    throw new SymbolonError("E4006", { orderId, reason });
  }
  const droppedMask = order.terms.datasetIds.reduce(
    (mask, datasetId, i) => (inputs.accepted.includes(datasetId.toString()) ? mask : mask | (1 << i)),
    0,
  );
  const now = await readHistory(chain, orderId);
  await checkBasis(chain, now.order, now.job);
  await checkReserved(chain, now);
  if (now.job.state === "CLAIMED" && job.record.nodes[0] === chain.account)
    await chargeBudget(node, claim, now.job, {
      digest: inputs.digest,
      droppedMask,
      detail: wordsOf(inputs),
    });
  const until = performance.now() + settings.chargeSeconds * 1000;
  for (;;) {
    const found = await readHistory(chain, orderId).catch((error: unknown) => {
      if (!isRetryable(error)) throw error;
      return null;
    });
    if (found !== null && found.job.state !== "CLAIMED") {
      requireCharged(found.job, orderId, { digest: inputs.digest, droppedMask });
      await claim.journal.update((journal) => ({ ...journal, inputs }));
      return;
    }
    if (performance.now() > until)
      throw new SymbolonError("E4008", { orderId, reason: "its budget was not charged in time" });
    if (signal.aborted)
      throw interrupted(orderId.toString(), "the attempt ended before the budget was charged");
    await sleep(settings.lookMilliseconds, signal);
  }
}

function requireCharged(
  { state, record }: Job,
  orderId: bigint,
  expected: { readonly digest: string; readonly droppedMask: number },
): void {
  if (state !== "MEASURED") throw new SymbolonError("E4006", { orderId, reason: `its job is ${state}` });
  const disagree = (field: string) => new SymbolonError("E4007", { node: record.nodes[0], field, orderId });
  if (record.commitDigest !== expected.digest) throw disagree("commitDigest");
  if (Number(record.droppedMask) !== expected.droppedMask) throw disagree("droppedMask");
}

function wordsOf({ accepted, refused, digest }: FrozenInputs): string {
  const without = refused.map(({ datasetId, reason }) => `, without ${datasetId}: ${reason}`).join("");
  return `shares of dataset ${accepted.join(" and ")}${without}, inputs ${digest}`;
}
