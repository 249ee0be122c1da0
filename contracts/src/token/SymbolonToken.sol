// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";

/// @title SymbolonToken
/// @notice Payment and stake token with 18 decimals, EIP-2612 permits and EIP-3009 authorizations. The whole supply is
/// minted once, nobody can mint more, pause or block accounts.
/// @dev Not ERC20TransferAuthorization, which reads an authorization's nonce as a key and a sequence number and refuses
/// one whose low 64 bits are not the next in sequence. The market's nonce is the hash of an order, so any 32 bytes must
/// do, as EIP-3009 has it.
contract SymbolonToken is ERC20, ERC20Permit, ERC3009 {
    /// @param recipient account that receives the whole supply
    /// @param initialSupplyWei supply in wei (1 SYM = 1e18 wei)
    constructor(address recipient, uint256 initialSupplyWei) ERC20("Symbolon", "SYM") ERC20Permit("Symbolon") {
        _mint(recipient, initialSupplyWei);
    }
}
