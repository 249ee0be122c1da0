// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev What reward epochs may emit is bounded by the fees retained, so nothing else may count as one.
contract FeesRetainedTest is MarketStage {
    function test_feesRetainedWei_countsTheTreasurysShareAlone() public {
        uint256 orderId = sell("1");
        passDisputeWindow();
        for (uint256 i = 0; i < 6; ++i) claimPayout(orderId, i);
        assertEq(market.feesRetainedWei(), 0);
        claimPayout(orderId, 6);
        assertEq(market.feesRetainedWei(), 4e18);
    }

    function testFuzz_feesRetainedWei_isWhatTheTreasuryGot(uint96 priceWei, uint16 treasuryBps, uint8 sales) public {
        market.setFees(IMarket.Fees(uint16(bound(treasuryBps, 0, 5_000)), 0, 0), TREASURY);
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, uint96(bound(priceWei, 0, 1e24)), 0, 0, PURPOSE);
        sales = uint8(bound(sales, 1, 3));
        for (uint256 i = 1; i <= sales; ++i) sell(bytes32(i));
        passDisputeWindow();
        for (uint256 i = 1; i <= sales; ++i) claimPayout(i, 6);
        assertEq(market.feesRetainedWei(), token.balanceOf(TREASURY));
    }

    function test_feesRetainedWei_ofRenewals_countsToo() public {
        uint256 orderId = sell("1");
        vm.recordLogs();
        vm.prank(BUYER);
        uint256 renewalId = market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
        keepRenewal(renewalId);
        passDisputeWindow();
        claimPayout(renewalId, 6);
        assertEq(market.feesRetainedWei(), (uint256(4e18) * 16e18) / TOTAL_WEI);
    }

    function test_feesRetainedWei_leavesOutAFormerTreasury() public {
        uint256 orderId = sell("1");
        market.setFees(IMarket.Fees(250, 1_500, 250), STRANGER);
        passDisputeWindow();
        claimPayout(orderId, 6);
        assertEq(market.feesRetainedWei(), 0);
        assertEq(token.balanceOf(TREASURY), 4e18);
    }

    function test_feesRetainedWei_leavesOutWhatTheTreasurySold() public {
        uint256 datasetId = publish(TREASURY, listing(100));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(datasetId);
        uint256 orderId = placeOrder(request, noOffers());
        playUntilSettled(orderId);
        passDisputeWindow();
        assertEq(claimPayout(orderId, 0), 81);
        assertEq(market.feesRetainedWei(), 0);
    }

    function test_feesRetainedWei_leavesOutAnAccessBodysCostLine() public {
        uint256 datasetId = publish(HOSPITAL_A, ehdsListing());
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(datasetId);
        request.permitId = issuePermit(BUYER, ids(datasetId));
        uint256 orderId = placeOrder(request, noOffers());
        playUntilSettled(orderId);
        passDisputeWindow();
        assertEq(claimPayout(orderId, 5), 22);
        assertEq(token.balanceOf(ACCESS_BODY), 22);
        assertEq(market.feesRetainedWei(), 0);
    }

    function test_feesRetainedWei_ofARefundedOrder_isNothing() public {
        uint256 orderId = sell("1");
        vm.prank(address(disputes));
        market.dispute(orderId, settlementOf(orderId));
        vm.prank(address(disputes));
        market.resolve(orderId, settlementOf(orderId), true);
        assertEq(market.feesRetainedWei(), 0);
    }
}
