import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Consent, ConsentRoot, ConsentWithdrawal } from "../../generated/schema";
import { consentRootId, consentWithdrawalId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function addConsentRoot(event: ethereum.Event, datasetId: BigInt, root: Bytes): void {
  const id = consentRootId(datasetId, root);
  // The same root twice is one root: the entity is immutable.
  if (ConsentRoot.load(id) != null) return;
  const consent = getOrCreateConsent(datasetId);
  const roots = consent.roots;
  roots.push(root);
  consent.roots = roots;
  consent.updatedAt = toI64(event.block.timestamp);
  consent.save();
  const entity = new ConsentRoot(id);
  entity.consent = consent.id;
  entity.root = root;
  entity.timestamp = toI64(event.block.timestamp);
  entity.tx = event.transaction.hash;
  entity.save();
}

export function addConsentWithdrawal(event: ethereum.Event, datasetId: BigInt, epoch: BigInt): void {
  const consent = getOrCreateConsent(datasetId);
  consent.epoch = epoch;
  consent.withdrawalsCount += 1;
  consent.updatedAt = toI64(event.block.timestamp);
  consent.save();
  const withdrawal = new ConsentWithdrawal(consentWithdrawalId(datasetId, epoch));
  withdrawal.consent = consent.id;
  withdrawal.epoch = epoch;
  withdrawal.timestamp = toI64(event.block.timestamp);
  withdrawal.tx = event.transaction.hash;
  withdrawal.save();
}

function getOrCreateConsent(datasetId: BigInt): Consent {
  const id = numberId(datasetId);
  let consent = Consent.load(id);
  if (consent == null) {
    consent = new Consent(id);
    consent.dataset = id;
    consent.epoch = BigInt.zero();
    consent.roots = [];
    consent.withdrawalsCount = 0;
    consent.updatedAt = 0;
  }
  return consent;
}
