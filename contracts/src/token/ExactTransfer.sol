// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title ExactTransfer
/// @notice Measures what really arrives, so that fee-on-transfer and rebasing tokens are noticed at the deposit.
library ExactTransfer {
    using SafeERC20 for IERC20;

    /// @dev Pulls `amountWei` from `from` into this contract. Needs an allowance.
    /// @return receivedWei by how much this contract's balance rose
    function pull(IERC20 token, address from, uint256 amountWei) internal returns (uint256 receivedWei) {
        uint256 beforeWei = token.balanceOf(address(this));
        token.safeTransferFrom(from, address(this), amountWei);
        return token.balanceOf(address(this)) - beforeWei;
    }
}
