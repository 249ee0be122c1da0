import { digestOfDocument, type Hex } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";

/** States of a job, by their number on chain. */
export const JOB_STATES = [
  "NONE",
  "REQUESTED",
  "CLAIMED",
  "MEASURED",
  "REPORTED",
  "CERTIFIED",
  "FINALISED",
  "FAILED",
] as const;
export type JobState = (typeof JOB_STATES)[number];

/** Reasons of JobRegistry.fail, by their number on chain. */
export const FAIL_REASON = {
  LEAD_GAVE_UP: 1,
  DEADLINE: 2,
  CONSENT_STALE: 3,
  CERTIFICATE_REFUSED: 4,
} as const;

/** A job as the JobRegistry keeps it. Addresses are lower case. */
export type Job = {
  readonly state: JobState;
  readonly claimedAt: bigint;
  readonly passed: boolean;
  readonly evaluator: Hex;
  readonly commitDigest: Hex;
  readonly certificateDigest: Hex;
  readonly manifestDigest: Hex;
  readonly outputHash: Hex;
  readonly modelDigest: Hex;
  readonly nodes: readonly Hex[];
  readonly consentEpochs: readonly bigint[];
};

/** Reads a job; state NONE for an order that has none. */
export async function readJob(chain: Chain, orderId: bigint): Promise<Job> {
  const raw = await chain.read<Record<string, unknown>>("jobRegistry", "jobOf", orderId);
  const report = raw.report as Record<string, Hex>;
  return {
    state: JOB_STATES[Number(raw.state)] ?? "NONE",
    claimedAt: raw.claimedAt as bigint,
    passed: raw.passed as boolean,
    evaluator: (raw.evaluator as string).toLowerCase() as Hex,
    commitDigest: raw.commitDigest as Hex,
    certificateDigest: raw.certificateDigest as Hex,
    manifestDigest: report.manifestDigest!,
    outputHash: report.outputHash!,
    modelDigest: report.modelDigest!,
    nodes: [...(raw.nodes as Iterable<string>)].map((node) => node.toLowerCase() as Hex),
    consentEpochs: [...(raw.consentEpochs as Iterable<bigint>)],
  };
}

/**
 * Short name of one claim of a job (16 hex characters). A job that is claimed again gets new shares and new noise, kept apart under the
 * new key; nothing of an abandoned claim was opened.
 */
export function claimKey(orderId: bigint, job: Job): string {
  return digestOfDocument({
    orderId: orderId.toString(),
    claimedAt: job.claimedAt.toString(),
    nodes: job.nodes,
    consentEpochs: job.consentEpochs.map(String),
  }).slice(2, 18);
}
