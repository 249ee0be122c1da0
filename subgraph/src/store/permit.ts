import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { PermitIssued } from "../../generated/PermitRegistry/PermitRegistry";
import { DataPermit, PermitEvent, PermitVersion } from "../../generated/schema";
import { eventId, numberId, numberIds, partId } from "../common/ids";
import { toI64 } from "../common/numbers";

const FIRST = BigInt.fromI32(1);

export function createPermit(event: PermitIssued): void {
  const params = event.params;
  const decision = params.decision;
  const permit = new DataPermit(numberId(params.permitId));
  permit.issuer = params.issuer;
  permit.holder = decision.holder;
  permit.state = "ACTIVE";
  permit.extended = false;
  permit.optOutException = decision.optOutException;
  permit.version = 1;
  permit.purposesMask = toI64(decision.purposesMask);
  permit.criteriaMask = decision.criteriaMask;
  permit.applicationHash = decision.applicationHash;
  permit.decisionHash = decision.decisionHash;
  permit.approvedAt = toI64(event.block.timestamp);
  permit.validFrom = toI64(decision.validFrom);
  permit.validUntil = toI64(decision.validUntil);
  permit.datasets = numberIds(decision.datasetIds);
  permit.issuedTx = event.transaction.hash;
  saveWithEvent(event, permit, "ISSUED", decision.decisionHash);
  createVersion(event, permit, params.permitId, FIRST);
}

export function amendPermit(
  event: ethereum.Event,
  permitId: BigInt,
  version: BigInt,
  decisionHash: Bytes,
  purposesMask: BigInt,
  datasetIds: BigInt[],
): void {
  const permit = DataPermit.load(numberId(permitId));
  if (permit == null) return;
  permit.version = toI64(version);
  permit.decisionHash = decisionHash;
  permit.purposesMask = toI64(purposesMask);
  permit.datasets = numberIds(datasetIds);
  saveWithEvent(event, permit, "AMENDED", decisionHash);
  createVersion(event, permit, permitId, version);
}

export function extendPermit(event: ethereum.Event, permitId: BigInt, decisionHash: Bytes, validUntil: BigInt): void {
  const permit = DataPermit.load(numberId(permitId));
  if (permit == null) return;
  permit.extended = true;
  permit.decisionHash = decisionHash;
  permit.validUntil = toI64(validUntil);
  saveWithEvent(event, permit, "EXTENDED", decisionHash);
}

/** SUSPENDED or REVOKED, with the hash of the reason. */
export function stopPermit(event: ethereum.Event, permitId: BigInt, state: string, reasonHash: Bytes): void {
  const permit = DataPermit.load(numberId(permitId));
  if (permit == null) return;
  permit.state = state;
  saveWithEvent(event, permit, state, reasonHash);
}

export function resumePermit(event: ethereum.Event, permitId: BigInt): void {
  const permit = DataPermit.load(numberId(permitId));
  if (permit == null) return;
  permit.state = "ACTIVE";
  saveWithEvent(event, permit, "RESUMED", null);
}

/** A finding of Art. 63(2): the permit is revocable from then on. */
export function notifyFinding(event: ethereum.Event, permitId: BigInt, findingHash: Bytes, revocableFrom: BigInt): void {
  const permit = DataPermit.load(numberId(permitId));
  if (permit == null) return;
  permit.revocableFrom = toI64(revocableFrom);
  saveWithEvent(event, permit, "FINDING_NOTIFIED", findingHash);
}

/** The user was heard: the permit is revocable now. */
export function answerFinding(event: ethereum.Event, permitId: BigInt, answerHash: Bytes): void {
  const permit = DataPermit.load(numberId(permitId));
  if (permit == null) return;
  permit.revocableFrom = toI64(event.block.timestamp);
  saveWithEvent(event, permit, "FINDING_ANSWERED", answerHash);
}

/** The history's part of an exclusion of the permit's holder. */
export function recordExclusion(event: ethereum.Event, permitId: BigInt, reasonHash: Bytes): void {
  const permit = DataPermit.load(numberId(permitId));
  if (permit == null) return;
  saveWithEvent(event, permit, "HOLDER_EXCLUDED", reasonHash);
}

function saveWithEvent(event: ethereum.Event, permit: DataPermit, kind: string, hash: Bytes | null): void {
  permit.updatedAt = toI64(event.block.timestamp);
  permit.save();
  const entry = new PermitEvent(eventId(event));
  entry.permit = permit.id;
  entry.kind = kind;
  entry.hash = hash;
  entry.timestamp = toI64(event.block.timestamp);
  entry.block = toI64(event.block.number);
  entry.logIndex = event.logIndex.toI32();
  entry.tx = event.transaction.hash;
  entry.save();
}

function createVersion(event: ethereum.Event, permit: DataPermit, permitId: BigInt, number: BigInt): void {
  const version = new PermitVersion(partId(permitId, number));
  version.permit = permit.id;
  version.version = toI64(number);
  version.decisionHash = permit.decisionHash;
  version.purposesMask = permit.purposesMask;
  version.datasets = permit.datasets;
  version.timestamp = toI64(event.block.timestamp);
  version.tx = event.transaction.hash;
  version.save();
}
