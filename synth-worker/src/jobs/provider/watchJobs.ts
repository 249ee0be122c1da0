import { join } from "node:path";
import { SymbolonError } from "@symbolon/protocol";
import type { PayoutCollector } from "../shared/payoutCollector.ts";
import { readHistory } from "../shared/readHistory.ts";
import { claimKey } from "../shared/readJob.ts";
import { sleep } from "../shared/sleep.ts";
import { stateFile } from "../shared/stateFile.ts";
import { watchOrders } from "../shared/watchOrders.ts";
import { answerOrder } from "./answerOrder.ts";
import { answerWithReport } from "./answerWithReport.ts";
import { endOverdue } from "./endOverdue.ts";
import type { HospitalNode } from "./orderContext.ts";
import { preparedFile } from "./preparedFile.ts";
import { sendFile } from "./sendFile.ts";
import { takePart } from "./takePart.ts";

/** What is settled for one order, so that a restart does not do it again. */
type Settled = {
  /** The claim that has this hospital's shares, or the announcement of its file. */
  readonly shared: string | null;
  /** The claim whose nodes have the announced file. */
  readonly sent?: string;
  readonly answered: string | null;
  readonly refused: string | null;
};

const NOTHING: Settled = { shared: null, answered: null, refused: null };

/**
 * The hospital's loop: looks at every order on its dataset until the job is over. A retryable error is tried again at the next look; any
 * other one refuses this claim for good, logged with its code, and no share or file leaves.
 */
export async function watchJobs(
  node: HospitalNode,
  options: {
    readonly pollMilliseconds: number;
    /** Looked after beside the jobs; null: this node does not collect. */
    readonly payouts: PayoutCollector | null;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const newOrders = watchOrders(node.chain);
  const open = new Set<bigint>();
  while (!options.signal.aborted) {
    try {
      for (const orderId of await newOrders()) open.add(orderId);
    } catch (error) {
      node.log.warn({ err: error }, "the chain cannot be read, trying again");
    }
    options.payouts?.look();
    for (const orderId of open) {
      if (options.signal.aborted) break;
      try {
        if (await lookAt(node, orderId)) open.delete(orderId);
      } catch (error) {
        node.log.warn({ err: error, orderId: orderId.toString() }, "trying again");
      }
    }
    await sleep(options.pollMilliseconds, options.signal);
  }
}

/** One look; true when nothing more can happen with this order. Throws retryable errors only. */
async function lookAt(node: HospitalNode, orderId: bigint): Promise<boolean> {
  const { chain, reporter } = node;
  const { order, job } = await readHistory(chain, orderId);
  if (!order.terms.datasetIds.includes(node.datasetId)) return true;
  if (job.state === "FAILED" || order.status !== "ESCROWED") return true;
  if (job.state === "REQUESTED" || job.state === "CLAIMED") {
    if (await endOverdue(chain, reporter, order)) return true;
  }
  const file = stateFile<Settled>(join(node.stateFolder, "orders", `${orderId}.json`));
  const settled = (await file.read()) ?? NOTHING;
  const claim = claimKey(orderId, job);
  const attempt = async (
    name: "shared" | "sent" | "answered",
    value: string,
    act: () => Promise<boolean>,
  ) => {
    if (settled[name] === value || settled.refused === claim) return;
    try {
      if (await act()) await file.write({ ...settled, [name]: value });
    } catch (error) {
      if (error instanceof SymbolonError && error.retryable) throw error;
      await file.write({ ...settled, refused: claim });
      const code = error instanceof SymbolonError ? error.code : "uncatalogued";
      node.log.error({ err: error, code, orderId: orderId.toString() }, "refused");
      const detail = error instanceof Error ? error.message : String(error);
      reporter.progress({
        step: "refused",
        orderId: orderId.toString(),
        datasetId: node.datasetId.toString(),
        detail,
      });
    }
  };
  const context = { ...node, order };
  if (job.state === "CLAIMED") await attempt("shared", claim, () => takePart(context, job));
  if (job.state === "MEASURED") await attempt("sent", claim, () => sendFile(context, job));
  if (job.state === "REPORTED") {
    await attempt("answered", job.record.report.outputHash, async () => {
      const prepared = await preparedFile(context, job).read();
      if (prepared === null || prepared.refusal !== null) await answerOrder(context, job);
      else await answerWithReport(context, job, prepared);
      return true;
    });
  }
  return false;
}
