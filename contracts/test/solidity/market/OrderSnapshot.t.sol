// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev What was sold is fixed at the order: whatever is changed between order and finalise, the same is settled.
contract OrderSnapshotTest is MarketStage {
    function testFuzz_settle_paysAtThePriceOfTheOrder(uint96 laterWei, uint96 laterRowWei, uint16 laterBps) public {
        uint256 orderId = placeOrder("1");
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, laterWei, laterRowWei, uint16(bound(laterBps, 0, 10_000)), 1);
        _settlesAsAgreed(orderId);
    }

    function testFuzz_settle_chargesTheFeesOfTheOrder(uint16[3] memory bps, address later) public {
        uint256 orderId = placeOrder("1");
        vm.assume(later != address(0));
        for (uint256 i = 0; i < 3; ++i) bps[i] = uint16(bound(bps[i], 0, 1_666));
        market.setFees(IMarket.Fees(bps[0], bps[1], bps[2]), later);
        _settlesAsAgreed(orderId);
    }

    function test_settle_paysWhoSold_whoeverOwnsTheDatasetSince() public {
        uint256 orderId = placeOrder("1");
        vm.prank(HOSPITAL_A);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        _settlesAsAgreed(orderId);
    }

    function testFuzz_settle_ofAWithdrawnListing_goesOn(bool isRetired) public {
        uint256 orderId = placeOrder("1");
        vm.prank(HOSPITAL_A);
        datasets.setStatus(1, isRetired ? IDatasetRegistry.Status.RETIRED : IDatasetRegistry.Status.UNLISTED);
        _settlesAsAgreed(orderId);
    }

    function test_settle_ofAnOlderVersion_goesOn() public {
        uint256 orderId = placeOrder("1");
        IDatasetRegistry.Dataset memory dataset = datasets.datasetOf(1);
        IDatasetRegistry.NewVersion memory next = IDatasetRegistry.NewVersion({
            catalogueDigest: keccak256("catalogue 2"),
            schemaDigest: keccak256("schema 2"),
            licenceHash: dataset.licenceHash,
            consentRoot: keccak256("root 2"),
            addedRhoMicro: 5,
            costs: dataset.costs
        });
        vm.prank(HOSPITAL_A);
        datasets.publishVersion(1, next);
        assertEq(termsOf(orderId).versions[0], 1);
        _settlesAsAgreed(orderId);
    }

    function test_settle_whilePaused_goesOn() public {
        uint256 orderId = placeOrder("1");
        market.pause();
        _settlesAsAgreed(orderId);
    }

    function test_placeOrder_afterTheChange_takesTheNewTerms() public {
        placeOrder("1");
        market.setFees(IMarket.Fees(1_000, 0, 0), STRANGER);
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, 40e18, 0, 0, PURPOSE);
        uint256 orderId = placeOrder("2");
        assertEq(termsOf(orderId).totalWei, 100e18);
        assertEq(termsOf(orderId).treasuryWei, 10e18);
        assertEq(termsOf(orderId).workersWei, 0);
        assertEq(termsOf(orderId).treasury, STRANGER);
        assertEq(termsOf(1).totalWei, TOTAL_WEI);
    }

    function _settlesAsAgreed(uint256 orderId) private {
        playUntilSettled(orderId);
        IMarket.Settlement memory settlement = settlementOf(orderId);
        assertEq(settlement.payees[0], HOSPITAL_A);
        assertEq(settlement.payees[6], TREASURY);
        uint256 pool = 128e18 + 1;
        assertEq(settlement.amountsWei[0], (pool * (100e18 + 1)) / TOTAL_WEI);
        assertEq(settlement.amountsWei[2], 8e18);
        assertEq(settlement.amountsWei[5], 4e18);
        assertEq(settlement.amountsWei[6], 4e18);
        uint256 sumWei = 0;
        for (uint256 i = 0; i < 7; ++i) sumWei += settlement.amountsWei[i];
        assertEq(sumWei, TOTAL_WEI);
        assertEq(accessToken.accessUntil(orderId), block.timestamp + 30 days);
        assertEq(accessToken.purposeOf(orderId), PURPOSE);
    }
}
