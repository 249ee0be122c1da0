import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Dispute, DisputeVote, Equivocation, Settlement } from "../../generated/schema";
import { disputeStateName } from "../common/enums";
import { eventId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";
import { creditBond } from "./account";

const REJECTED = 3;

/** False when nothing was settled under the id. */
export function openDispute(
  event: ethereum.Event,
  orderId: BigInt,
  buyer: Address,
  evidenceDigest: Bytes,
  bondWei: BigInt,
  closesAt: BigInt,
): boolean {
  const id = numberId(orderId);
  if (Settlement.load(id) == null) return false;
  const dispute = new Dispute(id);
  dispute.settlement = id;
  dispute.buyer = buyer;
  dispute.state = "OPEN";
  dispute.evidenceDigest = evidenceDigest;
  dispute.bondWei = bondWei;
  dispute.openedAt = toI64(event.block.timestamp);
  dispute.openedTx = event.transaction.hash;
  dispute.closesAt = toI64(closesAt);
  dispute.votesFor = 0;
  dispute.votesAgainst = 0;
  dispute.save();
  return true;
}

export function addDisputeVote(
  event: ethereum.Event,
  orderId: BigInt,
  evaluator: Address,
  uphold: boolean,
  opinionDigest: Bytes,
): void {
  const dispute = Dispute.load(numberId(orderId));
  if (dispute == null) return;
  if (uphold) dispute.votesFor += 1;
  else dispute.votesAgainst += 1;
  dispute.save();
  const vote = new DisputeVote(eventId(event));
  vote.dispute = dispute.id;
  vote.evaluator = evaluator;
  vote.uphold = uphold;
  vote.opinionDigest = opinionDigest;
  vote.timestamp = toI64(event.block.timestamp);
  vote.tx = event.transaction.hash;
  vote.save();
}

/** The bond goes to the treasury, which is the last payee, where evaluators rejected the dispute; else back to the buyer. */
export function resolveDispute(event: ethereum.Event, orderId: BigInt, outcome: i32): void {
  const dispute = Dispute.load(numberId(orderId));
  if (dispute == null) return;
  dispute.state = disputeStateName(outcome);
  dispute.resolvedAt = toI64(event.block.timestamp);
  dispute.resolvedTx = event.transaction.hash;
  dispute.save();
  let owed = dispute.buyer;
  const settlement = Settlement.load(dispute.settlement);
  if (outcome == REJECTED && settlement != null && settlement.payees.length > 0) {
    owed = settlement.payees[settlement.payees.length - 1];
  }
  creditBond(event, owed.toHexString(), dispute.bondWei);
}

export function addEquivocation(
  event: ethereum.Event,
  orderId: BigInt,
  node: Address,
  reporter: Address,
  slashedWei: BigInt,
): void {
  const equivocation = new Equivocation(eventId(event));
  equivocation.order = numberId(orderId);
  equivocation.node = node;
  equivocation.reporter = reporter;
  equivocation.slashedWei = slashedWei;
  equivocation.timestamp = toI64(event.block.timestamp);
  equivocation.tx = event.transaction.hash;
  equivocation.save();
}
