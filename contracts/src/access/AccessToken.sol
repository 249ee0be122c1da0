// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Callers} from "./Callers.sol";
import {IAccessToken} from "./IAccessToken.sol";

/// @title AccessToken
/// @notice What the gateway obeys. The period is fixed at finalise from the order's own terms and cannot be shortened
/// by anyone afterwards; it ends early only when a dispute gives the money back.
/// @dev Not OpenZeppelin's ERC1155: that keeps a balance per account and id, which would be a second fresh slot per sale
/// beside the period (and a third for the holder), for what follows from one word: who holds it, until when, for what.
///
/// A buyer that is a contract is not asked whether it accepts (onERC1155Received): a buyer could refuse, and so keep
/// everybody who worked for the order from being paid.
contract AccessToken is IAccessToken, IERC1155, IERC1155Errors, Callers {
    /// @dev One word. `holder` is zero if and only if there is no token.
    struct Access {
        address holder;
        uint64 accessUntil;
        uint32 purpose;
    }

    mapping(uint256 orderId => Access) private _access;

    /// @param authority AccessManager whose admin says which contracts may write
    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc IAccessToken
    /// @dev Requirements: caller is on the list; nobody holds the token; `holder` is not zero.
    ///
    /// Emits {TransferSingle} and {AccessGranted}.
    function grant(uint256 orderId, address holder, uint32 purpose, uint64 until) external onlyCallers {
        if (holder == address(0)) revert ERC1155InvalidReceiver(holder);
        if (_access[orderId].holder != address(0)) revert AccessAlreadyGranted(orderId);
        _access[orderId] = Access(holder, until, purpose);
        emit TransferSingle(msg.sender, address(0), holder, orderId, 1);
        emit AccessGranted(orderId, holder, purpose, until);
    }

    /// @inheritdoc IAccessToken
    /// @dev Requirements: caller is on the list; the token exists; the new end stays below 2^64.
    ///
    /// Emits {AccessExtended}.
    function extend(uint256 orderId, uint64 accessSeconds) external onlyCallers returns (uint64 until) {
        Access storage access = _access[orderId];
        if (access.holder == address(0)) revert AccessNotGranted(orderId);
        until = access.accessUntil;
        // The clock fits into 64 bits for 5e11 years.
        if (until < block.timestamp) until = uint64(block.timestamp);
        until += accessSeconds;
        access.accessUntil = until;
        emit AccessExtended(orderId, until);
    }

    /// @inheritdoc IAccessToken
    /// @dev Requirements: caller is on the list.
    ///
    /// Emits {TransferSingle} and {AccessRevoked}, if there is a token.
    function revoke(uint256 orderId) external onlyCallers {
        address holder = _access[orderId].holder;
        if (holder == address(0)) return;
        delete _access[orderId];
        emit TransferSingle(msg.sender, holder, address(0), orderId, 1);
        emit AccessRevoked(orderId, holder);
    }

    /// @notice Never: the file is encrypted to the buyer.
    function safeTransferFrom(address, address, uint256, uint256, bytes calldata) external pure {
        revert AccessNotTransferable();
    }

    /// @notice Never: the files are encrypted to the buyer.
    function safeBatchTransferFrom(
        address,
        address,
        uint256[] calldata,
        uint256[] calldata,
        bytes calldata
    ) external pure {
        revert AccessNotTransferable();
    }

    /// @notice Never: there is nothing an operator could do.
    function setApprovalForAll(address, bool) external pure {
        revert AccessNotTransferable();
    }

    /// @inheritdoc IAccessToken
    function accessUntil(uint256 orderId) external view returns (uint64) {
        return _access[orderId].accessUntil;
    }

    /// @inheritdoc IAccessToken
    function purposeOf(uint256 orderId) external view returns (uint32) {
        return _access[orderId].purpose;
    }

    /// @inheritdoc IAccessToken
    function holderOf(uint256 orderId) external view returns (address holder) {
        return _access[orderId].holder;
    }

    /// @inheritdoc IERC1155
    /// @dev Also 1 after the period: {accessUntil} says whether it is over.
    function balanceOf(address account, uint256 id) external view returns (uint256) {
        return _balanceOf(account, id);
    }

    /// @inheritdoc IERC1155
    /// @dev Requirements: both lists are equally long.
    function balanceOfBatch(
        address[] calldata accounts,
        uint256[] calldata ids
    ) external view returns (uint256[] memory balances) {
        if (accounts.length != ids.length) revert ERC1155InvalidArrayLength(ids.length, accounts.length);
        balances = new uint256[](ids.length);
        for (uint256 i = 0; i < ids.length; ++i) balances[i] = _balanceOf(accounts[i], ids[i]);
    }

    /// @inheritdoc IERC1155
    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC1155).interfaceId || interfaceId == type(IERC165).interfaceId;
    }

    function _balanceOf(address account, uint256 id) private view returns (uint256) {
        return account != address(0) && account == _access[id].holder ? 1 : 0;
    }
}
