import {
  ConsentAdmitted,
  ConsentBasisSuspended,
  ConsentGranted,
  ConsentKeyWithdrawn,
  ConsentRootAnchored,
  ConsentsWithdrawn,
  ConsentWithdrawn,
  OptOutRootAnchored,
} from "../../generated/ConsentRegistry/ConsentRegistry";
import {
  addConsentRoot,
  addKeyWithdrawal,
  addLeafWithdrawal,
  addOptOutRoot,
  addPendingGrant,
  addWithdrawalBatch,
  admitGrant,
  setBasisSuspended,
} from "../store/consent";

// Nullifiers and consent keys stay on chain: an index by patient-made secrets has no reader.

export function handleConsentRootAnchored(event: ConsentRootAnchored): void {
  addConsentRoot(event, event.params.datasetId, event.params.root);
}

export function handleConsentGranted(event: ConsentGranted): void {
  addPendingGrant(event, event.params.datasetId);
}

export function handleConsentAdmitted(event: ConsentAdmitted): void {
  admitGrant(event, event.params.datasetId);
}

export function handleConsentWithdrawn(event: ConsentWithdrawn): void {
  addLeafWithdrawal(event, event.params.datasetId, event.params.consentEpoch);
}

export function handleConsentKeyWithdrawn(event: ConsentKeyWithdrawn): void {
  addKeyWithdrawal(event, event.params.datasetId, event.params.consentEpoch);
}

export function handleConsentsWithdrawn(event: ConsentsWithdrawn): void {
  const params = event.params;
  addWithdrawalBatch(
    event,
    params.datasetId,
    params.nullifiers.length,
    params.evidenceDigest,
    params.accumulator,
    params.consentEpoch,
  );
}

export function handleConsentBasisSuspended(event: ConsentBasisSuspended): void {
  setBasisSuspended(event, event.params.datasetId, event.params.suspended);
}

export function handleOptOutRootAnchored(event: OptOutRootAnchored): void {
  addOptOutRoot(event, event.params.datasetId, event.params.index, event.params.root);
}
