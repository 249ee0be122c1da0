// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC1155Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {AccessToken} from "../../../src/access/AccessToken.sol";
import {Callers} from "../../../src/access/Callers.sol";
import {IAccessToken} from "../../../src/access/IAccessToken.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

/// @dev This contract is admin and on the token's list.
contract AccessTokenTest is TestBase {
    address private constant BUYER = address(0xB1);
    address private constant STRANGER = address(0x57);
    uint32 private constant PURPOSE = 4;
    uint64 private constant UNTIL = 2_000_000_000;

    AccessToken private _access;

    function setUp() public {
        address authority = deployAccessManager(address(this));
        _access = AccessToken(deployCode("access/AccessToken.sol/AccessToken", abi.encode(authority)));
        _access.setCaller(address(this), true);
        vm.warp(1_900_000_000);
    }

    function test_everyWrite_byAContractNotOnTheList_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(Callers.CallerNotAllowed.selector, STRANGER);
        vm.startPrank(STRANGER);
        vm.expectRevert(refusal);
        _access.grant(1, STRANGER, PURPOSE, UNTIL);
        vm.expectRevert(refusal);
        _access.extend(1, 1);
        vm.expectRevert(refusal);
        _access.revoke(1);
        vm.stopPrank();
    }

    function test_grant_mintsOneToken_withPeriodAndPurpose() public {
        vm.expectEmit(address(_access));
        emit IERC1155.TransferSingle(address(this), address(0), BUYER, 1, 1);
        vm.expectEmit(address(_access));
        emit IAccessToken.AccessGranted(1, BUYER, PURPOSE, UNTIL);
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        _assertAccess(1, BUYER, PURPOSE, UNTIL);
        assertEq(_access.balanceOf(BUYER, 1), 1);
        assertEq(_access.balanceOf(BUYER, 2), 0);
        assertEq(_access.balanceOf(STRANGER, 1), 0);
    }

    function test_grant_twice_reverts() public {
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessAlreadyGranted.selector, 1));
        _access.grant(1, STRANGER, PURPOSE, UNTIL);
        _assertAccess(1, BUYER, PURPOSE, UNTIL);
    }

    function test_grant_toNobody_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidReceiver.selector, address(0)));
        _access.grant(1, address(0), PURPOSE, UNTIL);
    }

    /// @dev This contract has no onERC1155Received: a buyer must not be able to hold finalise up by refusing.
    function test_grant_toAContractThatAcceptsNothing_works() public {
        _access.grant(1, address(this), PURPOSE, UNTIL);
        assertEq(_access.holderOf(1), address(this));
    }

    function testFuzz_grant_anyValues_areKept(uint256 id, address holder, uint32 purpose, uint64 until) public {
        vm.assume(holder != address(0));
        _access.grant(id, holder, purpose, until);
        _assertAccess(id, holder, purpose, until);
        assertEq(_access.balanceOf(holder, id), 1);
    }

    function test_extend_beforeTheEnd_addsToTheEnd() public {
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        vm.warp(UNTIL);
        vm.expectEmit(address(_access));
        emit IAccessToken.AccessExtended(1, UNTIL + 30 days);
        assertEq(_access.extend(1, 30 days), UNTIL + 30 days);
        _assertAccess(1, BUYER, PURPOSE, UNTIL + 30 days);
    }

    function test_extend_afterTheEnd_addsToNow() public {
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        vm.warp(UNTIL + 1 days);
        assertEq(_access.extend(1, 30 days), UNTIL + 31 days);
        _assertAccess(1, BUYER, PURPOSE, UNTIL + 31 days);
    }

    function test_extend_ofNothing_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessNotGranted.selector, 1));
        _access.extend(1, 1);
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        _access.revoke(1);
        vm.expectRevert(abi.encodeWithSelector(IAccessToken.AccessNotGranted.selector, 1));
        _access.extend(1, 1);
    }

    function test_extend_above64Bits_reverts() public {
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        _access.extend(1, type(uint64).max - UNTIL + 1);
        _assertAccess(1, BUYER, PURPOSE, UNTIL);
        assertEq(_access.extend(1, type(uint64).max - UNTIL), type(uint64).max);
    }

    function testFuzz_extend_neverShortens(uint64 until, uint32 accessSeconds, uint40 time) public {
        until = uint64(bound(until, 1, type(uint64).max - type(uint32).max));
        vm.warp(time);
        _access.grant(1, BUYER, PURPOSE, until);
        assertEq(_access.extend(1, accessSeconds), (until < time ? time : until) + uint256(accessSeconds));
        assertLe(until, _access.accessUntil(1));
        assertEq(_access.purposeOf(1), PURPOSE);
        assertEq(_access.holderOf(1), BUYER);
    }

    function test_revoke_burnsTheToken() public {
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        _access.grant(2, BUYER, PURPOSE, UNTIL);
        vm.expectEmit(address(_access));
        emit IERC1155.TransferSingle(address(this), BUYER, address(0), 1, 1);
        vm.expectEmit(address(_access));
        emit IAccessToken.AccessRevoked(1, BUYER);
        _access.revoke(1);
        _assertAccess(1, address(0), 0, 0);
        assertEq(_access.balanceOf(BUYER, 1), 0);
        _assertAccess(2, BUYER, PURPOSE, UNTIL);
    }

    function testFuzz_revoke_ofNothing_doesNothing(uint256 id) public {
        _access.revoke(id);
        _assertAccess(id, address(0), 0, 0);
    }

    function testFuzz_transfer_ofAnyKind_byAnybody_reverts(address caller, address to, uint256 amount) public {
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        uint256[] memory one = new uint256[](1);
        one[0] = 1;
        vm.startPrank(caller);
        vm.expectRevert(IAccessToken.AccessNotTransferable.selector);
        _access.safeTransferFrom(BUYER, to, 1, amount, "");
        vm.expectRevert(IAccessToken.AccessNotTransferable.selector);
        _access.safeBatchTransferFrom(BUYER, to, one, one, "");
        vm.expectRevert(IAccessToken.AccessNotTransferable.selector);
        _access.setApprovalForAll(to, true);
        vm.stopPrank();
        assertTrue(!_access.isApprovedForAll(BUYER, to), "no operator");
        assertEq(_access.holderOf(1), BUYER);
    }

    function test_balanceOf_nobody_isZero() public view {
        assertEq(_access.balanceOf(address(0), 1), 0);
    }

    function test_balanceOfBatch_answersEachPair() public {
        _access.grant(1, BUYER, PURPOSE, UNTIL);
        _access.grant(2, STRANGER, PURPOSE, UNTIL);
        (address[] memory accounts, uint256[] memory ids) = (new address[](4), new uint256[](4));
        (accounts[0], accounts[1], accounts[2], accounts[3]) = (BUYER, BUYER, STRANGER, address(0));
        (ids[0], ids[1], ids[2], ids[3]) = (1, 2, 2, 3);
        uint256[] memory balances = _access.balanceOfBatch(accounts, ids);
        assertEq(balances.length, 4);
        assertEq(balances[0], 1);
        assertEq(balances[1], 0);
        assertEq(balances[2], 1);
        assertEq(balances[3], 0);
    }

    function test_balanceOfBatch_ofUnequalLists_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IERC1155Errors.ERC1155InvalidArrayLength.selector, 1, 2));
        _access.balanceOfBatch(new address[](2), new uint256[](1));
    }

    function testFuzz_supportsInterface_onlyWhatIsThere(bytes4 interfaceId) public view {
        bool isKnown = interfaceId == type(IERC1155).interfaceId || interfaceId == type(IERC165).interfaceId;
        assertTrue(_access.supportsInterface(interfaceId) == isKnown, "unknown interface");
        assertTrue(_access.supportsInterface(0xd9b67a26), "ERC-1155");
        assertTrue(_access.supportsInterface(0x01ffc9a7), "ERC-165");
        assertTrue(!_access.supportsInterface(0xffffffff), "ERC-165's counterexample");
    }

    function _assertAccess(uint256 id, address holder, uint32 purpose, uint64 until) private view {
        assertEq(_access.holderOf(id), holder);
        assertEq(_access.purposeOf(id), purpose);
        assertEq(_access.accessUntil(id), until);
    }
}
