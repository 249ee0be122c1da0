// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title FalseToken
/// @notice Answers false instead of reverting, and moves nothing, as ERC-20 allows; once told to.
contract FalseToken is ERC20 {
    bool private _answersFalse;

    constructor() ERC20("False", "FLS") {
        _mint(msg.sender, 1e27);
    }

    function answerFalse(bool answersFalse) external {
        _answersFalse = answersFalse;
    }

    function transfer(address to, uint256 value) public override returns (bool) {
        return _answersFalse ? false : super.transfer(to, value);
    }

    function transferFrom(address from, address to, uint256 value) public override returns (bool) {
        return _answersFalse ? false : super.transferFrom(from, to, value);
    }
}
