import { ConsentRootAnchored, ConsentWithdrawn } from "../../generated/ConsentRegistry/ConsentRegistry";
import { addConsentRoot, addConsentWithdrawal } from "../store/consent";

export function handleConsentRootAnchored(event: ConsentRootAnchored): void {
  addConsentRoot(event, event.params.datasetId, event.params.root);
}

/** The nullifier stays on chain: an index by patient-made secrets has no reader. */
export function handleConsentWithdrawn(event: ConsentWithdrawn): void {
  addConsentWithdrawal(event, event.params.datasetId, event.params.consentEpoch);
}
