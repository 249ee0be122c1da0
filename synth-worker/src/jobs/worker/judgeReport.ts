import { type HighFidelityCertificate, NOT_PRIVATE } from "@symbolon/protocol";
import { combineReport } from "../../evaluate/combineReport.ts";
import { readAnswers } from "./answerBook.ts";
import type { FileClaim } from "./claims.ts";

/** What an evaluator says of a high-fidelity file; the rest of a certificate follows from the job. */
export type ReportJudgement = Pick<
  HighFidelityCertificate,
  "releaseClass" | "privacy" | "answers" | "summary" | "passed" | "reasons"
>;

/** A high-fidelity file judged by the report that its hospital signed; null while it is missing. */
export async function judgeReport(claim: FileClaim): Promise<ReportJudgement | null> {
  const answers = await readAnswers(claim);
  const [only] = answers ?? [];
  if (answers === null || only === undefined) return null;
  return {
    releaseClass: "high-fidelity",
    privacy: { none: NOT_PRIVATE },
    answers,
    ...combineReport(only.answers.report, claim.verified.spec.thresholds),
  };
}
