// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title FeeToken
/// @notice Burns 1 % of transfers into contracts once {startFee} was called: what a market must refuse.
contract FeeToken is ERC20 {
    bool private _takesFee;

    constructor() ERC20("Fee", "FEE") {
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
