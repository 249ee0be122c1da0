// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IRewards
/// @notice Pull payments: credited at settlement, withdrawn by the payee alone.
interface IRewards {
    enum Kind {
        PROVIDER,
        WORKER,
        EVALUATOR,
        TREASURY
    }

    event RewardCredited(uint256 indexed orderId, address indexed account, Kind kind, uint256 amountWei);
    event RewardWithdrawn(address indexed account, address indexed to, uint256 amountWei);

    error RewardNothingToWithdraw(address account);
    error RewardUnfunded(uint256 creditedWei, uint256 fundedWei);

    struct Credit {
        address account;
        Kind kind;
        uint256 amountWei;
    }

    /// @notice Only the Market, which has transferred the sum in the same transaction.
    function credit(uint256 orderId, Credit[] calldata credits) external;

    function withdraw(address to) external returns (uint256 amountWei);

    function balanceOf(address account) external view returns (uint256 amountWei);
}
