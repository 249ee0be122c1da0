// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title IAccessToken
/// @notice Entitlement to one order's result: ERC-1155 with id = orderId, amount 1, not transferable (the file is
/// encrypted to the buyer). Minted at finalise, so that holding one means there is something to fetch.
interface IAccessToken {
    /// @notice Access to the order's result opened.
    event AccessGranted(uint256 indexed orderId, address indexed holder, uint32 purpose, uint64 accessUntil);
    /// @notice Access was prolonged.
    event AccessExtended(uint256 indexed orderId, uint64 accessUntil);
    /// @notice Access was burnt with a refund.
    event AccessRevoked(uint256 indexed orderId, address indexed holder);

    /// @notice Thrown for any transfer or approval.
    error AccessNotTransferable();
    /// @notice Thrown when the order's access was granted before.
    error AccessAlreadyGranted(uint256 orderId);
    /// @notice Thrown when there is no access to prolong.
    error AccessNotGranted(uint256 orderId);

    /// @notice Opens access to an order's result. Only a listed contract.
    function grant(uint256 orderId, address holder, uint32 purpose, uint64 accessUntil) external;

    /// @notice Adds one period to the end of the present one, or to now if that is over.
    function extend(uint256 orderId, uint64 accessSeconds) external returns (uint64 accessUntil);

    /// @notice Burns the entitlement of a refunded order; nothing happens if there is none.
    function revoke(uint256 orderId) external;

    /// @return unix seconds until which the holder may download; 0 before finalise and after refund
    function accessUntil(uint256 orderId) external view returns (uint64);

    /// @return purpose the access is for; 0 where there is none
    function purposeOf(uint256 orderId) external view returns (uint32);

    /// @return holder zero before finalise and after refund
    function holderOf(uint256 orderId) external view returns (address holder);
}
