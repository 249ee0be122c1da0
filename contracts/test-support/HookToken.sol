// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";

/// @title HookToken
/// @notice Calls back whom it was armed for, once, in the middle of the next transfer, and keeps what came of it.
contract HookToken is ERC20, ERC20Permit, ERC3009 {
    bytes public answer;

    address private _target;
    bytes private _data;

    constructor() ERC20("Hook", "HOOK") ERC20Permit("Hook") {
        _mint(msg.sender, 1e27);
    }

    function arm(address target, bytes calldata data) external {
        (_target, _data) = (target, data);
    }

    function _update(address from, address to, uint256 value) internal override {
        super._update(from, to, value);
        address target = _target;
        if (target == address(0)) return;
        _target = address(0);
        (, answer) = target.call(_data); // solhint-disable-line avoid-low-level-calls
    }
}
