// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev Findings that audits of markets and distributors repeat, in settlement and payout.
contract SettlementRegressionsTest is MarketStage {
    /// @dev CodeHawks sparkn #247: one position twice in one batch.
    function test_regression_sparkn247_doubleClaimInOneBatch() public {
        uint256 orderId = sell("1");
        sell("2");
        passDisputeWindow();
        IMarket.Settlement[] memory settlements = new IMarket.Settlement[](2);
        (settlements[0], settlements[1]) = (settlementOf(orderId), settlementOf(orderId));
        vm.expectRevert(abi.encodeWithSelector(IMarket.PayoutAlreadyClaimed.selector, orderId, 6));
        market.claim(ids(orderId, orderId), settlements, ids(6, 6));
    }

    /// @dev MyCut #371, fjord #192: denominator and numerator do not match, dust is trapped.
    function testFuzz_regression_myCut371_trappedDust(uint96[2] memory pricesWei, uint16 renewalBps) public {
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, uint96(bound(pricesWei[0], 0, 1e24)), 0, uint16(bound(renewalBps, 0, 10_000)), PURPOSE);
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, uint96(bound(pricesWei[1], 0, 1e24)), 0, 10_000, PURPOSE);
        uint256 orderId = sell("1");
        vm.recordLogs();
        vm.prank(BUYER);
        uint256 renewalId = market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
        keepRenewal(renewalId);
        passDisputeWindow();
        for (uint256 i = 0; i < 7; ++i) {
            claimPayout(orderId, i);
            claimPayout(renewalId, i);
        }
        assertEq(token.balanceOf(address(market)), 0);
    }

    /// @dev brivault #443: live balance instead of a snapshot. Tokens sent to the market change nobody's share.
    function testFuzz_regression_brivault443_liveBalance(uint96 donatedWei) public {
        donatedWei = uint96(bound(donatedWei, 0, 1e24));
        uint256 orderId = placeOrder("1");
        token.transfer(address(market), donatedWei);
        playUntilSettled(orderId);
        token.transfer(address(market), donatedWei);
        passDisputeWindow();
        uint256 paidWei = 0;
        for (uint256 i = 0; i < 7; ++i) paidWei += claimPayout(orderId, i);
        assertEq(paidWei, TOTAL_WEI);
        assertEq(token.balanceOf(address(market)), 2 * uint256(donatedWei));
    }

    /// @dev A role kept after the asset it belongs to was transferred.
    function test_regression_roleKept_theNewOwnerIsPaid() public {
        vm.startPrank(HOSPITAL_A);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        vm.expectRevert(abi.encodeWithSignature("DatasetNotOwner(uint256,address)", 1, HOSPITAL_A));
        datasets.setTerms(1, 0, 0, 0, PURPOSE);
        vm.stopPrank();
        uint256 orderId = placeOrder("1");
        assertEq(termsOf(orderId).providers[0], STRANGER);
    }

    /// @dev Unbounded loops: an order has at most eight datasets, and so a settlement at most thirteen payees.
    function testFuzz_regression_unboundedLoop_nineDatasets(uint8 count) public {
        count = uint8(bound(count, 9, 64));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) request.datasetIds[i] = i + 1;
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderDatasetsInvalid.selector));
    }
}
