import type { JobRecord, OrderTerms, Settlement } from "@symbolon/protocol";

/**
 * The records of `@symbolon/protocol` as viem's ABI types want them: solidity integers of up to 48 bits as number (times, versions,
 * counts; all far below 2^53), wider ones as bigint. Amounts stay bigint.
 */
export function termsStruct(terms: OrderTerms) {
  return {
    ...terms,
    rows: Number(terms.rows),
    purpose: Number(terms.purpose),
    accessSeconds: Number(terms.accessSeconds),
    deadline: Number(terms.deadline),
    permitVersion: Number(terms.permitVersion),
    versions: terms.versions.map(Number),
  };
}

/** As {@link termsStruct}, for a settlement. */
export function settlementStruct(settlement: Settlement) {
  return { ...settlement, settledAt: Number(settlement.settledAt) };
}

/** As {@link termsStruct}, for a job. */
export function jobStruct(job: JobRecord) {
  const { certificate } = job;
  return {
    ...job,
    claimedAt: Number(job.claimedAt),
    deadline: Number(job.deadline),
    droppedMask: Number(job.droppedMask),
    certificate: {
      ...certificate,
      releaseClass: Number(certificate.releaseClass),
      tvd1Bps: Number(certificate.tvd1Bps),
      tvd2Bps: Number(certificate.tvd2Bps),
      membershipAucBps: Number(certificate.membershipAucBps),
    },
  };
}
