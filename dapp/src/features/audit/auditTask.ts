import { type ErrorCode, type ErrorDetails, SymbolonError } from "@symbolon/protocol";
import type { Check, Evidence, NotApplicable } from "@symbolon/synth-worker/verification";

/** What the thread is asked for: all checks of the evidence, with the file or without. */
export type AuditRequest = { readonly file: Uint8Array<ArrayBuffer> | null; readonly evidence: Evidence };

/** What an audit found: each check, and what says nothing about this order. */
export type AuditOutcome = {
  readonly checks: readonly Check[];
  readonly notApplicable: readonly NotApplicable[];
};

/** What the thread answers. */
export type AuditAnswer =
  | ({ readonly ok: true } & AuditOutcome)
  | { readonly ok: false; readonly code: ErrorCode; readonly details: ErrorDetails };

/**
 * Runs every check of `symbolon verify` in a thread of its own, where the rows are made again too; the thread ends with the answer. Throws
 * E2004 for evidence that does not place its order, E6004 when the thread itself fails.
 */
export function auditTask(request: AuditRequest): Promise<AuditOutcome> {
  const worker = new Worker(new URL("./auditWorker.ts", import.meta.url), { type: "module" });
  return new Promise<AuditOutcome>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<AuditAnswer>) => {
      if (data.ok) resolve(data);
      else reject(new SymbolonError(data.code, data.details));
    });
    worker.addEventListener("error", ({ message }) =>
      reject(
        new SymbolonError("E6004", { url: "The verifier in this browser", reason: message || "it stopped" }),
      ),
    );
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
