import { RewardCredited, RewardWithdrawn } from "../../generated/Rewards/Rewards";
import { addRewardCredit, addRewardWithdrawal } from "../store/reward";

export function handleRewardCredited(event: RewardCredited): void {
  const params = event.params;
  addRewardCredit(event, params.orderId, params.account, params.kind, params.amountWei);
}

export function handleRewardWithdrawn(event: RewardWithdrawn): void {
  addRewardWithdrawal(event, event.params.account, event.params.to, event.params.amountWei);
}
