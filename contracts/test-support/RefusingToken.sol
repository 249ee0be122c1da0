// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title RefusingToken
/// @notice A token whose issuer can bar accounts from receiving, as the issuers of the large stablecoins can.
contract RefusingToken is ERC20 {
    mapping(address account => bool) public refuses;

    error TokenRefused(address account);

    constructor() ERC20("Refusing", "REF") {
        _mint(msg.sender, 1e27);
    }

    function setRefusing(address account, bool refused) external {
        refuses[account] = refused;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (refuses[to]) revert TokenRefused(to);
        super._update(from, to, value);
    }
}
