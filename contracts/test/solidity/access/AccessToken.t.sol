// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessToken} from "../../../src/access/IAccessToken.sol";
import {Stage} from "../../../test-support/Stage.sol";

contract AccessTokenTest is Stage {
    function setUp() public override {
        super.setUp();
        publishBoth();
        placeOrder("1");
    }

    function test_mint_happensWithTheOrder_andGivesNoAccessYet() public view {
        assertEq(accessToken.balanceOf(BUYER, 1), 1);
        assertEq(accessToken.accessUntil(1), 0);
    }

    function test_transfer_ofAnyKind_reverts() public {
        uint256[] memory ids = new uint256[](1);
        uint256[] memory values = new uint256[](1);
        (ids[0], values[0]) = (1, 1);
        vm.startPrank(BUYER);
        vm.expectRevert(IAccessToken.AccessNotTransferable.selector);
        accessToken.safeTransferFrom(BUYER, STRANGER, 1, 1, "");
        vm.expectRevert(IAccessToken.AccessNotTransferable.selector);
        accessToken.safeBatchTransferFrom(BUYER, STRANGER, ids, values, "");
        accessToken.setApprovalForAll(STRANGER, true);
        vm.stopPrank();
        vm.expectRevert(IAccessToken.AccessNotTransferable.selector);
        vm.prank(STRANGER);
        accessToken.safeTransferFrom(BUYER, STRANGER, 1, 1, "");
    }

    function test_everyFunction_byAStranger_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER);
        vm.startPrank(STRANGER);
        vm.expectRevert(refusal);
        accessToken.mint(STRANGER, 1);
        vm.expectRevert(refusal);
        accessToken.grant(STRANGER, 1, PURPOSE, type(uint64).max);
        vm.expectRevert(refusal);
        accessToken.revoke(BUYER, 1);
        vm.stopPrank();
    }

    function test_finalise_startsThePeriodOfTheOrder() public {
        playUntilCertified(1, true);
        jobs.finalise(1);
        assertEq(accessToken.accessUntil(1), block.timestamp + 30 days);
        assertEq(accessToken.purposeOf(1), PURPOSE);
    }
}
