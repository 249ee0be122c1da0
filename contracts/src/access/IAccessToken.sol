// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IAccessToken
/// @notice Entitlement to one order's result: ERC-1155 with id = orderId, amount 1, not transferable (the file is
/// encrypted to the buyer).
interface IAccessToken {
    event AccessGranted(uint256 indexed orderId, address indexed holder, uint32 purpose, uint64 accessUntil);
    event AccessRevoked(uint256 indexed orderId, address indexed holder);

    error AccessNotTransferable();

    function mint(address to, uint256 orderId) external;

    /// @notice Starts the access period; called at finalise.
    function grant(address holder, uint256 orderId, uint32 purpose, uint64 accessUntil) external;

    /// @notice Burns the entitlement of a refunded order.
    function revoke(address holder, uint256 orderId) external;

    /// @return unix seconds until which the holder may download; 0 before finalise and after refund
    function accessUntil(uint256 orderId) external view returns (uint64);

    function purposeOf(uint256 orderId) external view returns (uint32);
}
