// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title FeeSource
/// @notice Stands for the market where only its retained fees matter: the test says how much there is.
contract FeeSource {
    uint256 public feesRetainedWei;

    function setFees(uint256 amountWei) external {
        feesRetainedWei = amountWei;
    }
}
