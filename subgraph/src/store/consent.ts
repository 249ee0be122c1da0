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

/** Of a new dataset, whether its root is anchored in the same transaction (before or after this) or it has none. */
export function openConsent(event: ethereum.Event, datasetId: BigInt): void {
  saveConsent(event, getOrCreateConsent(datasetId));
}

/** Anyone may grant for any number, also one that is no dataset's. */
export function addPendingGrant(event: ethereum.Event, datasetId: BigInt): void {
  const consent = Consent.load(numberId(datasetId));
  if (consent == null) return;
  consent.pendingCount += 1;
  saveConsent(event, consent);
}

export function admitGrant(event: ethereum.Event, datasetId: BigInt): void {
  const consent = Consent.load(numberId(datasetId));
  if (consent == null) return;
  consent.pendingCount -= 1;
  consent.grantsCount += 1;
  saveConsent(event, consent);
}

/** One withdrawal of a leaf under a root. */
export function addLeafWithdrawal(event: ethereum.Event, datasetId: BigInt, epoch: BigInt): void {
  const consent = Consent.load(numberId(datasetId));
  if (consent == null) return;
  addWithdrawal(event, consent, "LEAF", 1, epoch, null);
}

/** One withdrawal of a granted key; the epoch tells a grant that was taken up from one that was pending. */
export function addKeyWithdrawal(event: ethereum.Event, datasetId: BigInt, epoch: BigInt): void {
  const consent = Consent.load(numberId(datasetId));
  if (consent == null) return;
  if (epoch.equals(consent.epoch)) {
    consent.pendingCount -= 1;
    saveConsent(event, consent);
  } else addWithdrawal(event, consent, "KEY", 1, epoch, null);
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
  const consent = Consent.load(numberId(datasetId));
  if (consent == null) return;
  consent.accumulator = accumulator;
  addWithdrawal(event, consent, "BATCH", count, epoch, evidenceDigest);
}

export function setBasisSuspended(event: ethereum.Event, datasetId: BigInt, suspended: boolean): void {
  const consent = Consent.load(numberId(datasetId));
  if (consent == null) return;
  consent.suspended = suspended;
  saveConsent(event, consent);
}

export function addOptOutRoot(event: ethereum.Event, datasetId: BigInt, index: BigInt, root: Bytes): void {
  const consent = Consent.load(numberId(datasetId));
  if (consent == null) return;
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

function addWithdrawal(
  event: ethereum.Event,
  consent: Consent,
  kind: string,
  count: i32,
  epoch: BigInt,
  evidenceDigest: Bytes | null,
): void {
  consent.epoch = epoch;
  consent.withdrawalsCount += count;
  saveConsent(event, consent);
  const withdrawal = new ConsentWithdrawal(eventId(event));
  withdrawal.consent = consent.id;
  withdrawal.kind = kind;
  withdrawal.count = count;
  withdrawal.epoch = epoch;
  withdrawal.evidenceDigest = evidenceDigest;
  withdrawal.timestamp = toI64(event.block.timestamp);
  withdrawal.tx = event.transaction.hash;
  withdrawal.save();
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
    consent.pendingCount = 0;
    consent.withdrawalsCount = 0;
    consent.suspended = false;
    consent.optOutRoots = [];
    consent.updatedAt = 0;
  }
  return consent;
}
