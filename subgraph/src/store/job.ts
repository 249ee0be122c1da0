import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { JobCertified, JobClaimed } from "../../generated/JobRegistry/JobRegistry";
import { Job, JobEvent } from "../../generated/schema";
import { jobFailReasonName } from "../common/enums";
import { eventId, numberId } from "../common/ids";
import { toBytesList } from "../common/lists";
import { toI64 } from "../common/numbers";

export function createJob(event: ethereum.Event, orderId: BigInt): void {
  const id = numberId(orderId);
  const job = new Job(id);
  job.order = id;
  job.nodes = [];
  job.claimedNodes = [];
  job.consentEpochs = [];
  job.claimsCount = 0;
  job.droppedMask = 0;
  job.resultCommits = [];
  job.requestedAt = toI64(event.block.timestamp);
  saveInState(event, job, "REQUESTED");
}

/** A later claim replaces a stalled one. */
export function claimJob(event: JobClaimed): void {
  const params = event.params;
  const job = Job.load(numberId(params.orderId));
  if (job == null) return;
  job.lead = params.lead;
  job.nodes = toBytesList(params.nodes);
  job.claimedNodes = job.nodes;
  job.consentEpochs = params.consentEpochs;
  job.claimsCount += 1;
  job.termsHash = params.termsHash;
  job.claimedAt = toI64(params.claimedAt);
  job.deadline = toI64(params.deadline);
  saveInState(event, job, "CLAIMED");
}

/** False when the job is not known or has no such place. */
export function replaceJobNode(event: ethereum.Event, orderId: BigInt, index: i32, node: Address): boolean {
  const job = Job.load(numberId(orderId));
  if (job == null) return false;
  const nodes = job.nodes;
  if (index >= nodes.length) return false;
  nodes[index] = node;
  job.nodes = nodes;
  if (index == 0) job.lead = node;
  job.updatedAt = toI64(event.block.timestamp);
  job.save();
  return true;
}

export function measureJob(event: ethereum.Event, orderId: BigInt, commitDigest: Bytes, droppedMask: i32): void {
  const job = Job.load(numberId(orderId));
  if (job == null) return;
  job.commitDigest = commitDigest;
  job.droppedMask = droppedMask;
  saveInState(event, job, "MEASURED");
}

export function commitJob(event: ethereum.Event, orderId: BigInt, resultCommits: Bytes[]): void {
  const job = Job.load(numberId(orderId));
  if (job == null) return;
  job.resultCommits = resultCommits;
  saveInState(event, job, "COMMITTED");
}

export function reportJob(
  event: ethereum.Event,
  orderId: BigInt,
  manifestDigest: Bytes,
  outputHash: Bytes,
  modelDigest: Bytes,
): void {
  const job = Job.load(numberId(orderId));
  if (job == null) return;
  job.manifestDigest = manifestDigest;
  job.outputHash = outputHash;
  job.modelDigest = modelDigest;
  saveInState(event, job, "REPORTED");
}

/** It takes both the evaluator's verdict and the thresholds to pass. */
export function certifyJob(event: JobCertified): void {
  const params = event.params;
  const certificate = params.certificate;
  const job = Job.load(numberId(params.orderId));
  if (job == null) return;
  job.evaluator = params.evaluator;
  job.certificateDigest = certificate.certificateDigest;
  job.passed = params.passed;
  job.evaluatorPassed = certificate.passed;
  job.releaseClass = certificate.releaseClass;
  job.tvd1Bps = certificate.tvd1Bps;
  job.tvd2Bps = certificate.tvd2Bps;
  job.membershipAucBps = certificate.membershipAucBps;
  saveInState(event, job, params.passed ? "CERTIFIED" : "REFUSED");
}

/** False when the job is not known. */
export function finaliseJob(event: ethereum.Event, orderId: BigInt): boolean {
  const job = Job.load(numberId(orderId));
  if (job == null) return false;
  saveInState(event, job, "FINALISED");
  return true;
}

/** False when the job is not known. */
export function failJob(event: ethereum.Event, orderId: BigInt, reason: i32, by: Address): boolean {
  const job = Job.load(numberId(orderId));
  if (job == null) return false;
  job.failReason = jobFailReasonName(reason);
  job.failedBy = by;
  saveInState(event, job, "FAILED");
  return true;
}

function saveInState(event: ethereum.Event, job: Job, state: string): void {
  job.state = state;
  job.updatedAt = toI64(event.block.timestamp);
  job.save();
  const entry = new JobEvent(eventId(event));
  entry.job = job.id;
  entry.state = state;
  entry.by = event.transaction.from;
  entry.timestamp = toI64(event.block.timestamp);
  entry.block = toI64(event.block.number);
  entry.logIndex = event.logIndex.toI32();
  entry.tx = event.transaction.hash;
  const receipt = event.receipt;
  if (receipt != null) entry.gasUsed = receipt.gasUsed;
  entry.save();
}
