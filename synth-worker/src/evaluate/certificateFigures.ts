import type { FileCertificate, JobCertificate } from "@symbolon/protocol";

/** The part of a certificate on chain that the contract compares with its thresholds: figures in 1/10,000. */
export type CertificateFigures = Pick<JobCertificate, "tvd1Bps" | "tvd2Bps" | "membershipAucBps">;

/** Far above the error of one double product, far below the certificate's steps of 1e-4: 10,000 x 0.18 is 1800, not 1800.0000000000002. */
const FLOAT_SLACK = 1e-9;

/**
 * A certificate's figures as the contract gets them: 10,000 x, rounded up so that rounding never helps to pass, at most 10,000. The
 * membership figure is the UPPER 95 % limit, as in the verdict. Anyone who has the certificate gets the same numbers. Throws RangeError for
 * a figure that is no number.
 */
export function certificateFigures(summary: FileCertificate["summary"]): CertificateFigures {
  return {
    tvd1Bps: inBps(summary.meanTvd1),
    tvd2Bps: inBps(summary.meanTvd2),
    membershipAucBps: inBps(summary.membershipAuc.high),
  };
}

const inBps = (share: number): bigint =>
  BigInt(Math.min(10_000, Math.max(0, Math.ceil(10_000 * share - FLOAT_SLACK))));
