// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IAccessToken} from "../../../src/access/IAccessToken.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

contract SettleTest is MarketStage {
    function test_finalise_recordsWhoIsOwedWhat() public {
        uint256 orderId = placeOrder("1");
        playUntilCertified(orderId, true);
        IMarket.Settlement memory settlement = _expected(orderId);
        vm.expectEmit(address(market));
        emit IMarket.OrderSettled(orderId, settlement);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.AccessGranted(orderId, BUYER, PURPOSE, uint64(block.timestamp + 30 days));
        jobs.finalise(orderId, termsOf(orderId), jobOf(orderId));

        uint256 digest = uint256(keccak256(abi.encode(settlement)));
        assertEq(uint256(market.recordOf(orderId)), (digest & ~uint256(0xff)) | uint256(IMarket.OrderStatus.SETTLED));
        assertEq(market.claimedOf(orderId), 0);
        assertEq(token.balanceOf(address(market)), TOTAL_WEI);
    }

    function testFuzz_finalise_opensAccessForTheAgreedTime(uint32 accessSeconds) public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.accessSeconds = uint32(bound(accessSeconds, 60, 3_650 days));
        uint256 orderId = placeOrder(request, noOffers());
        assertEq(accessToken.holderOf(orderId), address(0));
        playUntilSettled(orderId);
        assertEq(accessToken.holderOf(orderId), BUYER);
        assertEq(accessToken.balanceOf(BUYER, orderId), 1);
        assertEq(accessToken.accessUntil(orderId), block.timestamp + request.accessSeconds);
        assertEq(accessToken.purposeOf(orderId), PURPOSE);
    }

    function testFuzz_settle_byAnyoneButTheJobs_reverts(address caller) public {
        vm.assume(caller != address(jobs));
        uint256 orderId = placeOrder("1");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        market.settle(orderId, termsOf(orderId), nodes, evaluator, 0);
    }

    function test_settle_byTheAdmin_reverts() public {
        uint256 orderId = placeOrder("1");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        market.settle(orderId, termsOf(orderId), nodes, evaluator, 0);
    }

    /// @dev The JobRegistry's own checks aside: the market takes no other terms and no second settlement.
    function test_settle_onOtherTermsOrTwice_reverts() public {
        uint256 orderId = placeOrder("1");
        IMarket.Terms memory terms = abi.decode(abi.encode(termsOf(orderId)), (IMarket.Terms));
        terms.providers[0] = STRANGER;
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, orderId));
        vm.prank(address(jobs));
        market.settle(orderId, terms, nodes, evaluator, 0);
        vm.prank(address(jobs));
        market.settle(orderId, termsOf(orderId), nodes, evaluator, 0);
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, orderId, IMarket.OrderStatus.SETTLED)
        );
        vm.prank(address(jobs));
        market.settle(orderId, termsOf(orderId), nodes, evaluator, 0);
    }

    function testFuzz_dispute_byAnyoneButTheDisputes_reverts(address caller) public {
        vm.assume(caller != address(disputes));
        uint256 orderId = sell("1");
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        vm.expectRevert(refusal);
        vm.prank(caller);
        market.dispute(orderId, settlementOf(orderId));
        vm.expectRevert(refusal);
        vm.prank(caller);
        market.resolve(orderId, settlementOf(orderId), true);
    }

    function testFuzz_dispute_isOpenForTheWindow(uint256 lateSeconds) public {
        uint256 orderId = sell("1");
        uint256 closedAt = settlementOf(orderId).settledAt + DISPUTE_WINDOW;
        vm.warp(closedAt + bound(lateSeconds, 1, 100 * 365 days));
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderDisputeWindowClosed.selector, orderId, closedAt));
        vm.prank(address(disputes));
        market.dispute(orderId, settlementOf(orderId));
        vm.warp(closedAt);
        vm.expectEmit(address(market));
        emit IMarket.OrderDisputed(orderId);
        vm.prank(address(disputes));
        market.dispute(orderId, settlementOf(orderId));
        statusIs(orderId, IMarket.OrderStatus.DISPUTED);
    }

    function testFuzz_resolve_paysBackOrReleases(bool upheld) public {
        uint256 balance = token.balanceOf(BUYER);
        uint256 orderId = sell("1");
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, orderId, IMarket.OrderStatus.SETTLED)
        );
        vm.prank(address(disputes));
        market.resolve(orderId, settlementOf(orderId), upheld);
        vm.prank(address(disputes));
        market.dispute(orderId, settlementOf(orderId));
        vm.expectEmit(address(market));
        if (upheld) emit IMarket.OrderRefunded(orderId, BUYER, TOTAL_WEI);
        else emit IMarket.OrderReleased(orderId);
        vm.prank(address(disputes));
        market.resolve(orderId, settlementOf(orderId), upheld);
        statusIs(orderId, upheld ? IMarket.OrderStatus.REFUNDED : IMarket.OrderStatus.RELEASED);
        assertEq(token.balanceOf(BUYER), upheld ? balance : balance - TOTAL_WEI);
        assertEq(accessToken.holderOf(orderId), upheld ? address(0) : BUYER);
        if (upheld) return;
        claimPayout(orderId, 0);
    }

    function test_requireEscrowed_saysWhereAnOrderStands() public {
        uint256 orderId = placeOrder("1");
        IMarket.Terms memory terms = abi.decode(abi.encode(termsOf(orderId)), (IMarket.Terms));
        terms.rows += 1;
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, orderId));
        market.requireEscrowed(orderId, terms);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, 7, IMarket.OrderStatus.NONE));
        market.requireEscrowed(7, terms);
        playUntilSettled(orderId);
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, orderId, IMarket.OrderStatus.SETTLED)
        );
        market.requireEscrowed(orderId, termsOf(orderId));
    }

    /// @dev 160e18 + 1 wei: 24 to the workers, 4 each to evaluator and treasury, 128 and 1 wei to the hospitals.
    function _expected(uint256 orderId) private view returns (IMarket.Settlement memory settlement) {
        settlement.termsHash = keccak256(abi.encode(termsOf(orderId)));
        (settlement.buyer, settlement.settledAt) = (BUYER, uint40(block.timestamp));
        settlement.payees = new address[](7);
        (settlement.payees[0], settlement.payees[1]) = (HOSPITAL_A, HOSPITAL_B);
        for (uint256 i = 0; i < 3; ++i) settlement.payees[2 + i] = nodes[i];
        (settlement.payees[5], settlement.payees[6]) = (evaluator, TREASURY);
        settlement.amountsWei = new uint128[](7);
        uint256 pool = 128e18 + 1;
        settlement.amountsWei[0] = uint128((pool * (100e18 + 1)) / TOTAL_WEI);
        settlement.amountsWei[1] = uint128(pool - settlement.amountsWei[0]);
        for (uint256 i = 2; i < 5; ++i) settlement.amountsWei[i] = 8e18;
        (settlement.amountsWei[5], settlement.amountsWei[6]) = (4e18, 4e18);
    }
}
