import { SymbolonError } from "@symbolon/protocol";
import { isInterruption } from "../../../mpc/rss/interrupted.ts";
import { stopped } from "../../../mpc/rss/stopped.ts";
import { isRetryable } from "../../shared/isRetryable.ts";
import type { Job } from "../../shared/readJob.ts";
import type { PrivateClaim } from "../claims.ts";
import type { WorkerNode } from "../workerNode.ts";
import { runAttempt } from "./runAttempt.ts";

/**
 * Begins attempt `attempt` in the background; its number is on disk when this returns. The model goes to the claim. An attempt that was
 * interrupted leaves nothing behind but its journal; anything else that ends one becomes the claim's fault, and this node takes part in no
 * further attempt: one honest refusal is no output.
 */
export async function beginAttempt(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
  attempt: number,
): Promise<void> {
  claim.isRunning = true;
  const began = claim.attempts.get();
  try {
    await claim.attempts.update(() => attempt);
  } catch (error) {
    claim.isRunning = false;
    throw error;
  }
  void run(node, claim, job, { attempt, began });
}

async function run(
  node: WorkerNode,
  claim: PrivateClaim,
  job: Job,
  numbers: { readonly attempt: number; readonly began: number },
): Promise<void> {
  const { attempt } = numbers;
  const { log, settings } = node;
  const orderId = claim.verified.order.orderId.toString();
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(settings.attemptSeconds * 1000)]);
  try {
    const model = await runAttempt(node, claim, job, numbers, signal);
    await claim.model.update(() => ({ model, isSettled: false }));
  } catch (error) {
    if (isInterruption(error) || isRetryable(error))
      log.info({ err: error, orderId, attempt }, "the attempt was interrupted");
    else {
      log.error({ err: error, orderId, attempt }, "this node stopped the attempt");
      claim.fault ??= error instanceof SymbolonError ? error : stopped(orderId, "an attempt failed", error);
    }
  } finally {
    over.abort();
    claim.notes.forget(attempt + 1);
    claim.isRunning = false;
  }
}
