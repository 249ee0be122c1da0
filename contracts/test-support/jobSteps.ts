import {
  CERTIFICATE_TYPES,
  contractDomain,
  EMPTY_JOB,
  type Hex,
  type JobReport,
  NODE_REPORT_TYPES,
  resultCommit,
} from "@symbolon/protocol";
import { id, type Signer } from "ethers";
import { send } from "./contractCalls.ts";
import type { Stage } from "./createStage.ts";
import { jobOf, orderOf } from "./records.ts";

/** What the test jobs report. */
export const REPORT: JobReport = {
  manifestDigest: id("manifest") as Hex,
  outputHash: id("output") as Hex,
  modelDigest: id("model") as Hex,
};

/** The certificate of the test jobs; every figure is within its threshold. */
export const CERTIFICATE = {
  certificateDigest: id("certificate") as Hex,
  passed: true,
  releaseClass: 1n,
  tvd1Bps: 1_300n,
  tvd2Bps: 2_000n,
  membershipAucBps: 5_300n,
};

/** Salts of the three commitments. */
export const SALTS = [id("salt 0"), id("salt 1"), id("salt 2")] as [Hex, Hex, Hex];

/** The three compute nodes of the test jobs, lead first. */
export function nodesOf({ actors }: Stage) {
  return [actors.lead, actors.evaluator, actors.node3] as const;
}

/** Lead claims the job for {@link nodesOf}. */
export async function claim(stage: Stage, orderId: bigint) {
  const nodes = nodesOf(stage).map((node) => node.address);
  const { terms } = await orderOf(stage, orderId);
  return send(stage, stage.actors.lead, "jobRegistry", "claim", orderId, terms, nodes, EMPTY_JOB);
}

/** Lead charges the budget. */
export async function measure(stage: Stage, orderId: bigint) {
  const args = [(await orderOf(stage, orderId)).terms, await jobOf(stage, orderId), id("commit")];
  return send(stage, stage.actors.lead, "jobRegistry", "measure", orderId, ...args);
}

/** What {@link nodesOf} commit to before they report. */
export function resultCommits(stage: Stage, orderId: bigint, report = REPORT) {
  return nodesOf(stage).map((node, i) => resultCommit(orderId, node.address as Hex, report, SALTS[i]!));
}

/** Lead puts the nodes' commitments on chain. */
export async function commit(stage: Stage, orderId: bigint) {
  const args = [await jobOf(stage, orderId), resultCommits(stage, orderId)];
  return send(stage, stage.actors.lead, "jobRegistry", "commit", orderId, ...args);
}

/** EIP-712 signatures of a report by the given accounts. */
export function signReport(stage: Stage, orderId: bigint, signers: readonly Signer[], report = REPORT) {
  const domain = contractDomain(stage.chainId, stage.deployment.contracts.jobRegistry);
  return Promise.all(
    signers.map((signer) => signer.signTypedData(domain, NODE_REPORT_TYPES, { orderId, ...report })),
  );
}

/** Lead reports with all three signatures. */
export async function report(stage: Stage, orderId: bigint) {
  const signatures = await signReport(stage, orderId, nodesOf(stage));
  const args = [await jobOf(stage, orderId), REPORT, SALTS, signatures];
  return send(stage, stage.actors.lead, "jobRegistry", "report", orderId, ...args);
}

/** EIP-712 signature of a certificate by `signer`. */
export function signCertificate(
  stage: Stage,
  orderId: bigint,
  signer: Signer,
  certificate: Record<string, unknown> = CERTIFICATE,
) {
  const { manifestDigest, outputHash } = REPORT;
  const domain = contractDomain(stage.chainId, stage.deployment.contracts.jobRegistry);
  const message = { orderId, manifestDigest, outputHash, ...certificate };
  return signer.signTypedData(domain, CERTIFICATE_TYPES, message);
}

/** Submits the evaluator's certificate, as a stranger: anyone may. */
export async function certify(stage: Stage, orderId: bigint, overrides: Partial<typeof CERTIFICATE> = {}) {
  const { evaluator, stranger } = stage.actors;
  const certificate = { ...CERTIFICATE, ...overrides };
  const signature = await signCertificate(stage, orderId, evaluator, certificate);
  const records = [(await orderOf(stage, orderId)).terms, await jobOf(stage, orderId)];
  const args = [orderId, ...records, evaluator.address, certificate, signature];
  return send(stage, stranger, "jobRegistry", "certify", ...args);
}

/** Finalises as the lead. */
export async function finalise(stage: Stage, orderId: bigint) {
  const args = [(await orderOf(stage, orderId)).terms, await jobOf(stage, orderId)];
  return send(stage, stage.actors.lead, "jobRegistry", "finalise", orderId, ...args);
}

/** Steps of a job in order, for tests that need one in a given state. */
export const STEPS = { claim, measure, commit, report, certify, finalise } as const;

/** Plays a job up to and including `last`. */
export async function playUntil(stage: Stage, orderId: bigint, last: keyof typeof STEPS) {
  for (const [name, step] of Object.entries(STEPS)) {
    await step(stage, orderId);
    if (name === last) return;
  }
}
