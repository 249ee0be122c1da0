import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { IncentiveClaim, IncentiveEpoch } from "../../generated/schema";
import { numberId, partId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function createEpoch(
  event: ethereum.Event,
  number: BigInt,
  root: Bytes,
  listDigest: Bytes,
  totalWei: BigInt,
  claimableAt: BigInt,
  closesAt: BigInt,
): void {
  const epoch = new IncentiveEpoch(numberId(number));
  epoch.state = "PROPOSED";
  epoch.root = root;
  epoch.listDigest = listDigest;
  epoch.totalWei = totalWei;
  epoch.claimedWei = BigInt.zero();
  epoch.claimableAt = toI64(claimableAt);
  epoch.closesAt = toI64(closesAt);
  epoch.proposedAt = toI64(event.block.timestamp);
  epoch.tx = event.transaction.hash;
  epoch.save();
}

export function vetoEpoch(number: BigInt, evidenceDigest: Bytes): void {
  const epoch = IncentiveEpoch.load(numberId(number));
  if (epoch == null) return;
  epoch.state = "VETOED";
  epoch.evidenceDigest = evidenceDigest;
  epoch.save();
}

export function sweepEpoch(number: BigInt, restWei: BigInt): void {
  const epoch = IncentiveEpoch.load(numberId(number));
  if (epoch == null) return;
  epoch.state = "SWEPT";
  epoch.restWei = restWei;
  epoch.save();
}

export function addIncentiveClaim(
  event: ethereum.Event,
  number: BigInt,
  index: BigInt,
  account: Address,
  amountWei: BigInt,
): void {
  const epoch = IncentiveEpoch.load(numberId(number));
  if (epoch == null) return;
  epoch.claimedWei = epoch.claimedWei.plus(amountWei);
  epoch.save();
  const claim = new IncentiveClaim(partId(number, index));
  claim.epoch = epoch.id;
  claim.index = index;
  claim.account = account;
  claim.amountWei = amountWei;
  claim.timestamp = toI64(event.block.timestamp);
  claim.tx = event.transaction.hash;
  claim.save();
}
