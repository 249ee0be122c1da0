// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {IAccessToken} from "./IAccessToken.sol";

/// @title AccessToken
/// @notice What the gateway obeys. The period is fixed at finalise from the order's own terms and cannot be shortened
/// by anyone afterwards.
contract AccessToken is IAccessToken, ERC1155, AccessManaged {
    struct Access {
        uint64 accessUntil;
        uint32 purpose;
    }

    mapping(uint256 orderId => Access) private _access;

    /// @param authority AccessManager that maps mint and revoke to MARKET, grant to JOBS
    constructor(address authority) ERC1155("") AccessManaged(authority) {}

    /// @inheritdoc IAccessToken
    /// @dev A buyer that is a contract must accept ERC-1155 tokens. Requirements: caller holds MARKET.
    ///
    /// Emits {TransferSingle}.
    function mint(address to, uint256 orderId) external restricted {
        _mint(to, orderId, 1, "");
    }

    /// @inheritdoc IAccessToken
    /// @dev Requirements: caller holds JOBS, which calls once per order. Emits {AccessGranted}.
    function grant(address holder, uint256 orderId, uint32 purpose, uint64 until) external restricted {
        _access[orderId] = Access(until, purpose);
        emit AccessGranted(orderId, holder, purpose, until);
    }

    /// @inheritdoc IAccessToken
    /// @dev Requirements: caller holds MARKET; `holder` has the token. Emits {TransferSingle} and {AccessRevoked}.
    function revoke(address holder, uint256 orderId) external restricted {
        delete _access[orderId];
        _burn(holder, orderId, 1);
        emit AccessRevoked(orderId, holder);
    }

    /// @inheritdoc IAccessToken
    function accessUntil(uint256 orderId) external view returns (uint64) {
        return _access[orderId].accessUntil;
    }

    /// @inheritdoc IAccessToken
    function purposeOf(uint256 orderId) external view returns (uint32) {
        return _access[orderId].purpose;
    }

    /// @dev Every way of moving a token passes here; only minting and burning are let through.
    function _update(address from, address to, uint256[] memory ids, uint256[] memory values) internal override {
        if (from != address(0) && to != address(0)) revert AccessNotTransferable();
        super._update(from, to, ids, values);
    }
}
