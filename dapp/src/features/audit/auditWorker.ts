import { SymbolonError } from "@symbolon/protocol";
import { inapplicableChecks, verifyEvidence } from "@symbolon/synth-worker/verification";
import type { AuditAnswer, AuditRequest } from "./auditTask.ts";

/** Runs in a thread of its own, so that the page stays alive while rows are made again. Answers each request once. */
addEventListener("message", ({ data }: MessageEvent<AuditRequest>) => {
  const { file, evidence } = data;
  let answer: AuditAnswer;
  try {
    const checks = verifyEvidence(file, evidence);
    answer = { ok: true, checks, notApplicable: inapplicableChecks(evidence, file !== null) };
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error;
    const { code, details } = error.toJSON();
    answer = { ok: false, code, details };
  }
  postMessage(answer);
});
