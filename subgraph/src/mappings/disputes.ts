import {
  BondWithdrawn,
  DisputeOpened,
  DisputeResolved,
  DisputeVoted,
  EquivocationProven,
} from "../../generated/Disputes/Disputes";
import { accountId } from "../common/ids";
import { withdrawBond } from "../store/account";
import { addDisputeVote, addEquivocation, openDispute, resolveDispute } from "../store/dispute";
import { countDispute } from "../store/stats";

export function handleDisputeOpened(event: DisputeOpened): void {
  const params = event.params;
  if (openDispute(event, params.orderId, params.buyer, params.evidenceDigest, params.bondWei, params.closesAt))
    countDispute();
}

export function handleDisputeVoted(event: DisputeVoted): void {
  const params = event.params;
  addDisputeVote(event, params.orderId, params.evaluator, params.uphold, params.opinionDigest);
}

export function handleDisputeResolved(event: DisputeResolved): void {
  resolveDispute(event, event.params.orderId, event.params.outcome);
}

export function handleBondWithdrawn(event: BondWithdrawn): void {
  withdrawBond(event, accountId(event.params.account), event.params.amountWei);
}

export function handleEquivocationProven(event: EquivocationProven): void {
  const params = event.params;
  addEquivocation(event, params.orderId, params.node, params.reporter, params.slashedWei);
}
