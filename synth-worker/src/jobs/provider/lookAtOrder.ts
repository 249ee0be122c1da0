import { join } from "node:path";
import {
  CATALOGUE,
  type ErrorCode,
  type ErrorDetails,
  type JobState,
  SymbolonError,
} from "@symbolon/protocol";
import { claimKey } from "../../joint/upload/claimKey.ts";
import { isDropped } from "../shared/isDropped.ts";
import { readHistory } from "../shared/readHistory.ts";
import { stateFile } from "../shared/stateFile.ts";
import { answerOrder } from "./answerOrder.ts";
import { answerWithReport } from "./answerWithReport.ts";
import { endOverdue } from "./endOverdue.ts";
import type { HospitalNode } from "./orderContext.ts";
import { preparedFile } from "./preparedFile.ts";
import { sendFile } from "./sendFile.ts";
import { asksForStatistic } from "./statistics/asksForStatistic.ts";
import { continueStatistic } from "./statistics/continueStatistic.ts";
import { takePart } from "./takePart.ts";

/** What is settled for one order, so that a restart does not do it again. */
type Settled = {
  /** The claim that has this hospital's shares, or the announcement of its file. */
  readonly shared: string | null;
  /** The claim whose nodes have the announced file. */
  readonly sent?: string;
  readonly answered: string | null;
  readonly refused: string | null;
  /** Why, where it is catalogued. */
  readonly refusal?: { readonly code: string; readonly details: ErrorDetails };
};

const MEASURED_STATES: readonly JobState[] = [
  "MEASURED",
  "COMMITTED",
  "REPORTED",
  "CERTIFIED",
  "REFUSED",
  "FINALISED",
];
const NOTHING: Settled = { shared: null, answered: null, refused: null };

/** Where an order stands after a look at it. */
export type OrderLook = {
  readonly state: JobState;
  /** The order uses this hospital's dataset. */
  readonly isOurs: boolean;
  /** Nothing more can happen with this order here. */
  readonly isOver: boolean;
  /** The claim's nodes have this hospital's shares, or the lead its announcement. */
  readonly isShared: boolean;
  /** The evaluator has this hospital's answers about the reported file. */
  readonly isAnswered: boolean;
  /** Why this hospital takes no part in the claim, for good. */
  readonly refusal: SymbolonError | null;
};

/**
 * One look at an order: does what is due, once per claim or reported file, whichever process of this state folder looks. `until` "shared": nothing that
 * comes after the claim. An error that is not retryable refuses the claim for good, logged with its code, and no share or file leaves. Throws
 * retryable errors, and E2004 for what is no order.
 */
export async function lookAtOrder(
  node: HospitalNode,
  orderId: bigint,
  until: "shared" | "answered" = "answered",
): Promise<OrderLook> {
  const { chain, reporter } = node;
  const { order, job } = await readHistory(chain, orderId);
  const { state } = job;
  const { outputHash } = job.record.report;
  const isOurs = order.terms.datasetIds.includes(node.datasetId);
  const file = stateFile<Settled>(join(node.stateFolder, "orders", `${orderId}.json`));
  let settled = (await file.read()) ?? NOTHING;
  const claim = claimKey(orderId, job);
  const look = (isOver: boolean): OrderLook => ({
    state,
    isOurs,
    isOver,
    // Once it is measured without being left out, its shares were there, whether or not they were acknowledged.
    isShared:
      settled.shared === claim || (MEASURED_STATES.includes(state) && !isDropped(order, job, node.datasetId)),
    isAnswered: settled.answered === outputHash,
    refusal: settled.refused === claim ? refusalOf(orderId, settled) : null,
  });
  if (!isOurs || state === "FAILED" || order.status !== "ESCROWED") return look(true);
  if (state === "REQUESTED" || state === "CLAIMED") {
    if (await endOverdue(chain, reporter, order)) return look(true);
  }
  const keep = async (change: Partial<Settled>) => {
    settled = { ...settled, ...change };
    await file.write(settled);
  };
  const attempt = async (
    name: "shared" | "sent" | "answered",
    value: string,
    act: () => Promise<boolean>,
  ) => {
    if (settled[name] === value || settled.refused === claim) return;
    try {
      if (await act()) await keep({ [name]: value });
    } catch (error) {
      if (error instanceof SymbolonError && error.retryable) throw error;
      const catalogued = error instanceof SymbolonError ? error : null;
      await keep({
        refused: claim,
        ...(catalogued === null ? {} : { refusal: { code: catalogued.code, details: catalogued.details } }),
      });
      const code = catalogued?.code ?? "uncatalogued";
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
  if (state === "CLAIMED") await attempt("shared", claim, () => takePart(context, job));
  if (until === "shared") return look(false);
  if (state === "MEASURED")
    await attempt("sent", claim, async () =>
      (await asksForStatistic(context)) ? continueStatistic(context, job) : sendFile(context, job),
    );
  if (state === "REPORTED") {
    await attempt("answered", outputHash, async () => {
      // A dataset that was left out has nothing in the file to judge, and a statistic is judged by the evaluator alone.
      if (isDropped(order, job, node.datasetId) || (await asksForStatistic(context))) return true;
      const prepared = await preparedFile(context, job).read();
      if (prepared === null || prepared.refusal !== null) await answerOrder(context, job);
      else await answerWithReport(context, job, prepared);
      return true;
    });
  }
  return look(false);
}

function refusalOf(orderId: bigint, { refusal }: Settled): SymbolonError {
  if (refusal !== undefined && refusal.code in CATALOGUE)
    return new SymbolonError(refusal.code as ErrorCode, refusal.details);
  return new SymbolonError("E4006", { orderId, reason: "see this hospital's log" });
}
