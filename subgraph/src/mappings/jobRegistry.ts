import {
  JobCertified,
  JobClaimed,
  JobCommitted,
  JobFailed,
  JobFinalised,
  JobMeasured,
  JobNodeReplaced,
  JobReported,
  ThresholdsChanged,
} from "../../generated/JobRegistry/JobRegistry";
import {
  certifyJob,
  claimJob,
  commitJob,
  failJob,
  finaliseJob,
  measureJob,
  replaceJobNode,
  reportJob,
} from "../store/job";
import { addJobReplacement } from "../store/jobReplacement";
import { rowsOfOrder } from "../store/order";
import { countFailed, countFinalised } from "../store/stats";
import { updateThresholds } from "../store/thresholds";

export function handleJobClaimed(event: JobClaimed): void {
  claimJob(event);
}

export function handleJobMeasured(event: JobMeasured): void {
  measureJob(event, event.params.orderId, event.params.commitDigest, event.params.droppedMask);
}

export function handleJobNodeReplaced(event: JobNodeReplaced): void {
  const params = event.params;
  if (!replaceJobNode(event, params.orderId, params.index, params.node)) return;
  addJobReplacement(event, params.orderId, params.index, params.previous, params.node);
}

export function handleJobCommitted(event: JobCommitted): void {
  commitJob(event, event.params.orderId, event.params.resultCommits);
}

export function handleJobReported(event: JobReported): void {
  const report = event.params.report;
  reportJob(event, event.params.orderId, report.manifestDigest, report.outputHash, report.modelDigest);
}

export function handleJobCertified(event: JobCertified): void {
  certifyJob(event);
}

export function handleJobFinalised(event: JobFinalised): void {
  const orderId = event.params.orderId;
  if (finaliseJob(event, orderId)) countFinalised(rowsOfOrder(orderId));
}

export function handleJobFailed(event: JobFailed): void {
  if (failJob(event, event.params.orderId, event.params.reason, event.params.by)) countFailed();
}

export function handleThresholdsChanged(event: ThresholdsChanged): void {
  const thresholds = event.params.thresholds;
  updateThresholds(
    event,
    event.params.releaseClass,
    thresholds.tvd1Bps,
    thresholds.tvd2Bps,
    thresholds.membershipAucBps,
  );
}
