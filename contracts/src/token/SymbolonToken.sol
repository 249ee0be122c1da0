// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title SymbolonToken
/// @notice Payment and stake token with 18 decimals and EIP-2612 permits. The whole supply is minted once, nobody can
/// mint more, pause or block accounts.
contract SymbolonToken is ERC20, ERC20Permit {
    /// @param recipient account that receives the whole supply
    /// @param initialSupplyWei supply in wei (1 SYM = 1e18 wei)
    constructor(address recipient, uint256 initialSupplyWei) ERC20("Symbolon", "SYM") ERC20Permit("Symbolon") {
        _mint(recipient, initialSupplyWei);
    }
}
