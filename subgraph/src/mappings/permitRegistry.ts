import {
  HolderExcluded,
  PermitAmended,
  PermitExtended,
  PermitFindingAnswered,
  PermitFindingNotified,
  PermitIssued,
  PermitResumed,
  PermitRevoked,
  PermitSuspended,
} from "../../generated/PermitRegistry/PermitRegistry";
import { excludeHolder } from "../store/exclusion";
import {
  amendPermit,
  answerFinding,
  createPermit,
  extendPermit,
  notifyFinding,
  resumePermit,
  stopPermit,
} from "../store/permit";
import { countPermit } from "../store/stats";

export function handlePermitIssued(event: PermitIssued): void {
  createPermit(event);
  countPermit();
}

export function handlePermitAmended(event: PermitAmended): void {
  const params = event.params;
  amendPermit(event, params.permitId, params.version, params.decisionHash, params.purposesMask, params.datasetIds);
}

export function handlePermitExtended(event: PermitExtended): void {
  extendPermit(event, event.params.permitId, event.params.decisionHash, event.params.validUntil);
}

export function handlePermitSuspended(event: PermitSuspended): void {
  stopPermit(event, event.params.permitId, "SUSPENDED", event.params.reasonHash);
}

export function handlePermitResumed(event: PermitResumed): void {
  resumePermit(event, event.params.permitId);
}

export function handlePermitFindingNotified(event: PermitFindingNotified): void {
  notifyFinding(event, event.params.permitId, event.params.findingHash, event.params.revocableFrom);
}

export function handlePermitFindingAnswered(event: PermitFindingAnswered): void {
  answerFinding(event, event.params.permitId, event.params.answerHash);
}

export function handleHolderExcluded(event: HolderExcluded): void {
  excludeHolder(event);
}

export function handlePermitRevoked(event: PermitRevoked): void {
  stopPermit(event, event.params.permitId, "REVOKED", event.params.reasonHash);
}
