// Generated from contracts/src by: node scripts/generate/abis.ts. Do not edit.

/** ABI of Rewards, errors included. */
export const RewardsAbi = [
  {"inputs":[{"internalType":"address","name":"authority","type":"address"},{"internalType":"contract IERC20","name":"token","type":"address"}],"stateMutability":"nonpayable","type":"constructor"},
  {"inputs":[{"internalType":"address","name":"authority","type":"address"}],"name":"AccessManagedInvalidAuthority","type":"error"},
  {"inputs":[{"internalType":"address","name":"caller","type":"address"},{"internalType":"uint32","name":"delay","type":"uint32"}],"name":"AccessManagedRequiredDelay","type":"error"},
  {"inputs":[{"internalType":"address","name":"caller","type":"address"}],"name":"AccessManagedUnauthorized","type":"error"},
  {"inputs":[],"name":"ReentrancyGuardReentrantCall","type":"error"},
  {"inputs":[{"internalType":"address","name":"account","type":"address"}],"name":"RewardNothingToWithdraw","type":"error"},
  {"inputs":[{"internalType":"uint256","name":"creditedWei","type":"uint256"},{"internalType":"uint256","name":"fundedWei","type":"uint256"}],"name":"RewardUnfunded","type":"error"},
  {"inputs":[{"internalType":"address","name":"token","type":"address"}],"name":"SafeERC20FailedOperation","type":"error"},
  {"anonymous":false,"inputs":[{"indexed":false,"internalType":"address","name":"authority","type":"address"}],"name":"AuthorityUpdated","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"uint256","name":"orderId","type":"uint256"},{"indexed":true,"internalType":"address","name":"account","type":"address"},{"indexed":false,"internalType":"enum IRewards.Kind","name":"kind","type":"uint8"},{"indexed":false,"internalType":"uint256","name":"amountWei","type":"uint256"}],"name":"RewardCredited","type":"event"},
  {"anonymous":false,"inputs":[{"indexed":true,"internalType":"address","name":"account","type":"address"},{"indexed":true,"internalType":"address","name":"to","type":"address"},{"indexed":false,"internalType":"uint256","name":"amountWei","type":"uint256"}],"name":"RewardWithdrawn","type":"event"},
  {"inputs":[],"name":"authority","outputs":[{"internalType":"address","name":"","type":"address"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"address","name":"account","type":"address"}],"name":"balanceOf","outputs":[{"internalType":"uint256","name":"amountWei","type":"uint256"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"uint256","name":"orderId","type":"uint256"},{"components":[{"internalType":"address","name":"account","type":"address"},{"internalType":"enum IRewards.Kind","name":"kind","type":"uint8"},{"internalType":"uint256","name":"amountWei","type":"uint256"}],"internalType":"struct IRewards.Credit[]","name":"credits","type":"tuple[]"}],"name":"credit","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[],"name":"isConsumingScheduledOp","outputs":[{"internalType":"bytes4","name":"","type":"bytes4"}],"stateMutability":"view","type":"function"},
  {"inputs":[],"name":"owedWei","outputs":[{"internalType":"uint256","name":"amountWei","type":"uint256"}],"stateMutability":"view","type":"function"},
  {"inputs":[{"internalType":"address","name":"newAuthority","type":"address"}],"name":"setAuthority","outputs":[],"stateMutability":"nonpayable","type":"function"},
  {"inputs":[{"internalType":"address","name":"to","type":"address"}],"name":"withdraw","outputs":[{"internalType":"uint256","name":"amountWei","type":"uint256"}],"stateMutability":"nonpayable","type":"function"},
] as const;
