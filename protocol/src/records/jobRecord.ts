import type { Hex } from "../content/hex.ts";

/** IJobRegistry.Report: digests of manifest and model, sha256 of the file. */
export type JobReport = {
  readonly manifestDigest: Hex;
  readonly outputHash: Hex;
  readonly modelDigest: Hex;
};

/** IJobRegistry.Certificate: figures in 1/10,000, rounded up. */
export type JobCertificate = {
  readonly certificateDigest: Hex;
  readonly passed: boolean;
  readonly releaseClass: bigint;
  readonly tvd1Bps: bigint;
  readonly tvd2Bps: bigint;
  readonly membershipAucBps: bigint;
};

/**
 * IJobRegistry.Job: everything a job went through; parts not reached yet are zero. The chain keeps only its hash, so it is handed back in
 * with every act. Field names and order are the contract's.
 */
export type JobRecord = {
  readonly termsHash: Hex;
  readonly claimedAt: bigint;
  readonly deadline: bigint;
  /** Who works on it now, lead first. */
  readonly nodes: readonly [Hex, Hex, Hex];
  readonly consentEpochs: readonly bigint[];
  readonly commitDigest: Hex;
  /** Bit i: the i-th dataset of the terms was dropped before anything was measured. */
  readonly droppedMask: bigint;
  readonly resultCommits: readonly [Hex, Hex, Hex];
  readonly report: JobReport;
  readonly evaluator: Hex;
  readonly certificate: JobCertificate;
};

const ZERO_32: Hex = `0x${"00".repeat(32)}`;
const ZERO_20: Hex = `0x${"00".repeat(20)}`;

/** The job of an order nobody has claimed: what {@link JobRecord} arguments are where there is nothing to hand in. */
export const EMPTY_JOB: JobRecord = {
  termsHash: ZERO_32,
  claimedAt: 0n,
  deadline: 0n,
  nodes: [ZERO_20, ZERO_20, ZERO_20],
  consentEpochs: [],
  commitDigest: ZERO_32,
  droppedMask: 0n,
  resultCommits: [ZERO_32, ZERO_32, ZERO_32],
  report: { manifestDigest: ZERO_32, outputHash: ZERO_32, modelDigest: ZERO_32 },
  evaluator: ZERO_20,
  certificate: {
    certificateDigest: ZERO_32,
    passed: false,
    releaseClass: 0n,
    tvd1Bps: 0n,
    tvd2Bps: 0n,
    membershipAucBps: 0n,
  },
};
