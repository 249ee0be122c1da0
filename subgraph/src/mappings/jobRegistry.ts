import { Bytes } from "@graphprotocol/graph-ts";
import {
  JobCertified,
  JobClaimed,
  JobFailed,
  JobFinalised,
  JobMeasured,
  JobReported,
  JobRequested,
} from "../../generated/JobRegistry/JobRegistry";
import { certifyJob, claimJob, createJob, failJob, finaliseJob, measureJob, reportJob } from "../store/job";
import { rowsOfOrder, setOrderAccess } from "../store/order";
import { countFailed, countFinalised } from "../store/stats";

export function handleJobRequested(event: JobRequested): void {
  createJob(event, event.params.orderId);
}

export function handleJobClaimed(event: JobClaimed): void {
  const params = event.params;
  const nodes: Bytes[] = [];
  for (let i = 0; i < params.nodes.length; i++) nodes.push(params.nodes[i]);
  claimJob(event, params.orderId, params.lead, nodes, params.consentEpochs);
}

export function handleJobMeasured(event: JobMeasured): void {
  measureJob(event, event.params.orderId, event.params.commitDigest);
}

export function handleJobReported(event: JobReported): void {
  const params = event.params;
  reportJob(event, params.orderId, params.manifestDigest, params.outputHash, params.modelDigest);
}

export function handleJobCertified(event: JobCertified): void {
  const params = event.params;
  certifyJob(event, params.orderId, params.evaluator, params.certificateDigest, params.passed);
}

export function handleJobFinalised(event: JobFinalised): void {
  const orderId = event.params.orderId;
  if (!finaliseJob(event, orderId)) return;
  setOrderAccess(orderId, event.params.accessUntil);
  countFinalised(rowsOfOrder(orderId));
}

export function handleJobFailed(event: JobFailed): void {
  if (failJob(event, event.params.orderId, event.params.reason, event.params.by)) countFailed();
}
