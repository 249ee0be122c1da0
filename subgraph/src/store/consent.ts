import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Consent, ConsentRoot, ConsentWithdrawal, OptOutRoot } from "../../generated/schema";
import { consentRootId, eventId, numberId, partId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function addConsentRoot(event: ethereum.Event, datasetId: BigInt, root: Bytes): void {
  const id = consentRootId(datasetId, root);
  // The same root twice is one root: the entity is immutable.
  if (ConsentRoot.load(id) != null) return;
  const consent = getOrCreateConsent(datasetId);
  const roots = consent.roots;
  roots.push(root);
  consent.roots = roots;
  saveConsent(event, consent);
  const entity = new ConsentRoot(id);
  entity.consent = consent.id;
  entity.root = root;
  entity.timestamp = toI64(event.block.timestamp);
  entity.tx = event.transaction.hash;
  entity.save();
}

export function countConsentGrant(event: ethereum.Event, datasetId: BigInt): void {
  const consent = getOrCreateConsent(datasetId);
  consent.grantsCount += 1;
  saveConsent(event, consent);
}

/** One withdrawal, by leaf or by key. */
export function addConsentWithdrawal(event: ethereum.Event, datasetId: BigInt, kind: string, epoch: BigInt): void {
  newWithdrawal(event, datasetId, kind, 1, epoch).save();
}

/** `count` withdrawals that the hospital passed on. */
export function addWithdrawalBatch(
  event: ethereum.Event,
  datasetId: BigInt,
  count: i32,
  evidenceDigest: Bytes,
  accumulator: Bytes,
  epoch: BigInt,
): void {
  const withdrawal = newWithdrawal(event, datasetId, "BATCH", count, epoch);
  withdrawal.evidenceDigest = evidenceDigest;
  withdrawal.save();
  const consent = getOrCreateConsent(datasetId);
  consent.accumulator = accumulator;
  saveConsent(event, consent);
}

export function setBasisSuspended(event: ethereum.Event, datasetId: BigInt, suspended: boolean): void {
  const consent = getOrCreateConsent(datasetId);
  consent.suspended = suspended;
  saveConsent(event, consent);
}

export function addOptOutRoot(event: ethereum.Event, datasetId: BigInt, index: BigInt, root: Bytes): void {
  const consent = getOrCreateConsent(datasetId);
  const roots = consent.optOutRoots;
  roots.push(root);
  consent.optOutRoots = roots;
  saveConsent(event, consent);
  const entity = new OptOutRoot(partId(datasetId, index));
  entity.consent = consent.id;
  entity.index = toI64(index);
  entity.root = root;
  entity.timestamp = toI64(event.block.timestamp);
  entity.tx = event.transaction.hash;
  entity.save();
}

function newWithdrawal(
  event: ethereum.Event,
  datasetId: BigInt,
  kind: string,
  count: i32,
  epoch: BigInt,
): ConsentWithdrawal {
  const consent = getOrCreateConsent(datasetId);
  consent.epoch = epoch;
  consent.withdrawalsCount += count;
  saveConsent(event, consent);
  const withdrawal = new ConsentWithdrawal(eventId(event));
  withdrawal.consent = consent.id;
  withdrawal.kind = kind;
  withdrawal.count = count;
  withdrawal.epoch = epoch;
  withdrawal.timestamp = toI64(event.block.timestamp);
  withdrawal.tx = event.transaction.hash;
  return withdrawal;
}

function saveConsent(event: ethereum.Event, consent: Consent): void {
  consent.updatedAt = toI64(event.block.timestamp);
  consent.save();
}

function getOrCreateConsent(datasetId: BigInt): Consent {
  const id = numberId(datasetId);
  let consent = Consent.load(id);
  if (consent == null) {
    consent = new Consent(id);
    consent.dataset = id;
    consent.epoch = BigInt.zero();
    consent.roots = [];
    consent.grantsCount = 0;
    consent.withdrawalsCount = 0;
    consent.suspended = false;
    consent.optOutRoots = [];
    consent.updatedAt = 0;
  }
  return consent;
}
