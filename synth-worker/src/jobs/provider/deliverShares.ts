import { join } from "node:path";
import type { ShareMessage } from "@symbolon/protocol";
import { claimKey } from "../../joint/upload/claimKey.ts";
import type { Job } from "../shared/readJob.ts";
import { stateFile } from "../shared/stateFile.ts";
import { deliverSealed, type SealedMessages } from "./deliverSealed.ts";
import type { OrderContext } from "./orderContext.ts";

/** What was sealed for one claim: kept so that a restart sends the same bytes and never draws fresh shares. */
export type SealedShares = SealedMessages<ShareMessage>;

/**
 * Sends the claim's nodes what was sealed for them; `seal` makes it where nothing is kept yet, once. May be called again until it returns true (every node
 * has its share). Throws what `seal` throws, and retryable errors of nodes.
 */
export async function deliverShares(
  { chain, order, datasetId, stateFolder, reporter }: OrderContext,
  job: Job,
  seal: () => Promise<SealedShares>,
): Promise<boolean> {
  const { orderId } = order;
  const file = stateFile<SealedShares>(
    join(stateFolder, "orders", `${orderId}-${claimKey(orderId, job)}.json`),
  );
  // Two processes of one hospital may both get here: the first to keep its shares decides.
  const state = (await file.read()) ?? (await file.writeOnce(await seal()));
  const done = await deliverSealed(chain, file, state, { orderId, route: "shares", purpose: "share" });
  if (done && state.delivered.length < job.record.nodes.length) {
    reporter.progress({
      step: "shared",
      orderId: orderId.toString(),
      datasetId: datasetId.toString(),
      detail: `one sealed package each to ${state.messages.map(({ node }) => node).join(", ")}`,
    });
  }
  return done;
}
