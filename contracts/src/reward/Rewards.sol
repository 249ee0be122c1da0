// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IRewards} from "./IRewards.sol";

/// @title Rewards
/// @notice Every payee withdraws for himself, so an account that cannot receive holds up nobody else.
contract Rewards is IRewards, AccessManaged, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    IERC20 private immutable TOKEN;

    uint256 private _owedWei;
    mapping(address account => uint256 amountWei) private _balances;

    /// @param authority AccessManager that maps credit to MARKET
    /// @param token what payees are paid in
    constructor(address authority, IERC20 token) AccessManaged(authority) {
        TOKEN = token;
    }

    /// @inheritdoc IRewards
    /// @dev Requirements: caller holds MARKET; the contract's token balance covers everything owed, the new credits
    /// included. Credits of zero are passed over.
    ///
    /// Emits {RewardCredited} per credit.
    function credit(uint256 orderId, Credit[] calldata credits) external restricted {
        uint256 sumWei = _owedWei;
        for (uint256 i = 0; i < credits.length; ++i) {
            Credit calldata item = credits[i];
            if (item.amountWei == 0) continue;
            sumWei += item.amountWei;
            _balances[item.account] += item.amountWei;
            emit RewardCredited(orderId, item.account, item.kind, item.amountWei);
        }
        _owedWei = sumWei;
        uint256 fundedWei = TOKEN.balanceOf(address(this));
        if (sumWei > fundedWei) revert RewardUnfunded(sumWei, fundedWei);
    }

    /// @inheritdoc IRewards
    /// @dev Requirements: the caller has a balance. Emits {RewardWithdrawn}.
    function withdraw(address to) external nonReentrant returns (uint256 amountWei) {
        amountWei = _balances[msg.sender];
        if (amountWei == 0) revert RewardNothingToWithdraw(msg.sender);
        delete _balances[msg.sender];
        _owedWei -= amountWei;
        emit RewardWithdrawn(msg.sender, to, amountWei);
        TOKEN.safeTransfer(to, amountWei);
    }

    /// @inheritdoc IRewards
    function balanceOf(address account) external view returns (uint256 amountWei) {
        return _balances[account];
    }

    /// @return amountWei sum of all balances
    function owedWei() external view returns (uint256 amountWei) {
        return _owedWei;
    }
}
