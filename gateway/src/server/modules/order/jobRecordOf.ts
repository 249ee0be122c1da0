import { EMPTY_JOB, type Hex, type JobRecord } from "@symbolon/protocol";
import type { JobRow } from "./orderStorage.ts";

/** What the contracts want handed in of a job, put together again from its row; EMPTY_JOB until somebody claims it. Its hash is on chain. */
export function jobRecordOf(row: JobRow): JobRecord {
  if (row.terms_hash === null) return EMPTY_JOB;
  const { report, certificate } = EMPTY_JOB;
  return {
    termsHash: row.terms_hash as Hex,
    claimedAt: BigInt(row.claimed_at ?? 0),
    deadline: BigInt(row.deadline ?? 0),
    nodes: row.nodes as unknown as JobRecord["nodes"],
    consentEpochs: row.consent_epochs.map(BigInt),
    commitDigest: (row.commit_digest as Hex | null) ?? EMPTY_JOB.commitDigest,
    droppedMask: BigInt(row.dropped_mask),
    resultCommits:
      row.result_commits.length === 0
        ? EMPTY_JOB.resultCommits
        : (row.result_commits as unknown as JobRecord["resultCommits"]),
    report: {
      manifestDigest: (row.manifest_digest as Hex | null) ?? report.manifestDigest,
      outputHash: (row.output_hash as Hex | null) ?? report.outputHash,
      modelDigest: (row.model_digest as Hex | null) ?? report.modelDigest,
    },
    evaluator: (row.evaluator as Hex | null) ?? EMPTY_JOB.evaluator,
    certificate: {
      certificateDigest: (row.certificate_digest as Hex | null) ?? certificate.certificateDigest,
      passed: row.evaluator_passed ?? certificate.passed,
      releaseClass: BigInt(row.release_class ?? 0),
      tvd1Bps: BigInt(row.tvd1_bps ?? 0),
      tvd2Bps: BigInt(row.tvd2_bps ?? 0),
      membershipAucBps: BigInt(row.membership_auc_bps ?? 0),
    },
  };
}
