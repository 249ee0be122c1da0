import { CERTIFICATE_TYPES, contractDomain, NODE_REPORT_TYPES } from "@symbolon/protocol";
import { id, type Signer } from "ethers";
import { send } from "./contractCalls.ts";
import type { Stage } from "./createStage.ts";

/** What the test jobs report. */
export const REPORT = { manifestDigest: id("manifest"), outputHash: id("output"), modelDigest: id("model") };

/** Digest of the test certificates. */
export const CERTIFICATE_DIGEST = id("certificate");

/** The three compute nodes of the test jobs, lead first. */
export function nodesOf({ actors }: Stage) {
  return [actors.lead, actors.evaluator, actors.node3] as const;
}

/** Lead claims the job for {@link nodesOf}. */
export function claim(stage: Stage, orderId: bigint) {
  const nodes = nodesOf(stage).map((node) => node.address);
  return send(stage, stage.actors.lead, "jobRegistry", "claim", orderId, nodes);
}

/** Lead charges the budget. */
export function measure(stage: Stage, orderId: bigint) {
  return send(stage, stage.actors.lead, "jobRegistry", "measure", orderId, id("commit"));
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
  return send(stage, stage.actors.lead, "jobRegistry", "report", orderId, REPORT, signatures);
}

/** EIP-712 signature of a certificate by `signer`. */
export function signCertificate(stage: Stage, orderId: bigint, passed: boolean, signer: Signer) {
  const { manifestDigest, outputHash } = REPORT;
  const domain = contractDomain(stage.chainId, stage.deployment.contracts.jobRegistry);
  const certificate = { orderId, manifestDigest, outputHash, certificateDigest: CERTIFICATE_DIGEST, passed };
  return signer.signTypedData(domain, CERTIFICATE_TYPES, certificate);
}

/** Submits the evaluator's certificate, as a stranger: anyone may. */
export async function certify(stage: Stage, orderId: bigint, passed = true) {
  const { evaluator, stranger } = stage.actors;
  const signature = await signCertificate(stage, orderId, passed, evaluator);
  const args = [orderId, evaluator.address, CERTIFICATE_DIGEST, passed, signature];
  return send(stage, stranger, "jobRegistry", "certify", ...args);
}

/** Finalises as the lead. */
export function finalise(stage: Stage, orderId: bigint) {
  return send(stage, stage.actors.lead, "jobRegistry", "finalise", orderId);
}

/** Steps of a job in order, for tests that need one in a given state. */
export const STEPS = { claim, measure, report, certify, finalise } as const;

/** Plays a job up to and including `last`. */
export async function playUntil(stage: Stage, orderId: bigint, last: keyof typeof STEPS) {
  for (const [name, step] of Object.entries(STEPS)) {
    await step(stage, orderId);
    if (name === last) return;
  }
}
