import { EpochProposed, EpochSwept, EpochVetoed, IncentiveClaimed } from "../../generated/Rewards/Rewards";
import { addIncentiveClaim, createEpoch, sweepEpoch, vetoEpoch } from "../store/incentive";

export function handleEpochProposed(event: EpochProposed): void {
  const params = event.params;
  createEpoch(
    event,
    params.epoch,
    params.root,
    params.listDigest,
    params.totalWei,
    params.claimableAt,
    params.closesAt,
  );
}

export function handleEpochVetoed(event: EpochVetoed): void {
  vetoEpoch(event.params.epoch, event.params.evidenceDigest);
}

export function handleEpochSwept(event: EpochSwept): void {
  sweepEpoch(event.params.epoch, event.params.restWei);
}

export function handleIncentiveClaimed(event: IncentiveClaimed): void {
  const params = event.params;
  addIncentiveClaim(event, params.epoch, params.index, params.account, params.amountWei);
}
