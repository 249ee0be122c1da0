// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";

/// @title FeeToken
/// @notice Burns 1 % of transfers into contracts once {startFee} was called, also of those signed by EIP-3009: what a
/// market must refuse.
contract FeeToken is ERC20, ERC20Permit, ERC3009 {
    bool private _takesFee;

    constructor() ERC20("Fee", "FEE") ERC20Permit("Fee") {
        _mint(msg.sender, 1e27);
    }

    function startFee() external {
        _takesFee = true;
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        if (_takesFee && from != address(0) && to.code.length != 0) super._update(to, address(0), value / 100);
    }
}
