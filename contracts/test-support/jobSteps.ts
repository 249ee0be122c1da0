import {
  CERTIFICATE_TYPES,
  contractDomain,
  EMPTY_JOB,
  type Hex,
  hashJob,
  type JobReport,
  NODE_REPORT_TYPES,
  REPLACE_NODE_TYPES,
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

/** The three compute nodes that claim the test jobs, lead first. */
export function nodesOf({ actors }: Stage) {
  return [actors.lead, actors.evaluator, actors.node3] as const;
}

/** The three that work on a job now, lead first. */
async function workersOf(stage: Stage, orderId: bigint) {
  const { nodes } = await jobOf(stage, orderId);
  const actors = Object.values(stage.actors);
  return nodes.map((node) => actors.find(({ address }) => address.toLowerCase() === node)!);
}

/** Lead claims the job for {@link nodesOf}. */
export async function claim(stage: Stage, orderId: bigint) {
  const nodes = nodesOf(stage).map((node) => node.address);
  const { terms } = await orderOf(stage, orderId);
  return send(stage, stage.actors.lead, "jobRegistry", "claim", orderId, terms, nodes, EMPTY_JOB);
}

/** The others sign that `newcomer` takes the place of the node at `index`; sent by a stranger, as anyone may. */
export async function replaceNode(
  stage: Stage,
  orderId: bigint,
  index: number,
  newcomer: { readonly address: string },
) {
  const job = await jobOf(stage, orderId);
  const domain = contractDomain(stage.chainId, stage.deployment.contracts.jobRegistry);
  const message = { orderId, index, node: newcomer.address, jobHash: hashJob(job) };
  const survivors = (await workersOf(stage, orderId)).filter((_, i) => i !== index);
  const signatures = await Promise.all(
    survivors.map((survivor) => survivor.signTypedData(domain, REPLACE_NODE_TYPES, message)),
  );
  const args = [(await orderOf(stage, orderId)).terms, job, index, newcomer.address, signatures];
  return send(stage, stage.actors.stranger, "jobRegistry", "replaceNode", orderId, ...args);
}

/** Lead charges the budget of all datasets but those in the mask. */
export async function measure(stage: Stage, orderId: bigint, droppedMask = 0) {
  const [lead] = await workersOf(stage, orderId);
  const { terms } = await orderOf(stage, orderId);
  const args = [terms, await jobOf(stage, orderId), id("commit"), droppedMask];
  return send(stage, lead!, "jobRegistry", "measure", orderId, ...args);
}

/** What nodes commit to before they report; {@link nodesOf} unless others are named. */
export function resultCommits(
  stage: Stage,
  orderId: bigint,
  report = REPORT,
  nodes: readonly { readonly address: string }[] = nodesOf(stage),
) {
  return nodes.map((node, i) => resultCommit(orderId, node.address as Hex, report, SALTS[i]!));
}

/** Lead puts the nodes' commitments on chain. */
export async function commit(stage: Stage, orderId: bigint) {
  const nodes = await workersOf(stage, orderId);
  const args = [await jobOf(stage, orderId), resultCommits(stage, orderId, REPORT, nodes)];
  return send(stage, nodes[0]!, "jobRegistry", "commit", orderId, ...args);
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
  const nodes = await workersOf(stage, orderId);
  const args = [await jobOf(stage, orderId), REPORT, SALTS, await signReport(stage, orderId, nodes)];
  return send(stage, nodes[0]!, "jobRegistry", "report", orderId, ...args);
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
