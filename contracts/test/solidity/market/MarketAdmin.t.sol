// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Roles} from "../../../src/access/Roles.sol";
import {Wired} from "../../../src/access/Wired.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

contract MarketAdminTest is MarketStage {
    function testFuzz_setFees_withinBounds_isForLaterOrders(uint16[3] memory bps, address later) public {
        vm.assume(later != address(0));
        bps[0] = uint16(bound(bps[0], 0, 5_000));
        bps[1] = uint16(bound(bps[1], 0, 5_000 - bps[0]));
        bps[2] = uint16(bound(bps[2], 0, 5_000 - bps[0] - bps[1]));
        IMarket.Fees memory fees = IMarket.Fees(bps[0], bps[1], bps[2]);
        vm.expectEmit(address(market));
        emit IMarket.FeesChanged(fees, later);
        market.setFees(fees, later);
        assertEq(market.treasury(), later);
        (, IMarket.Fees memory quoted) = market.quote(ids(1), 1);
        assertEq(keccak256(abi.encode(quoted)), keccak256(abi.encode(fees)));
        uint256 orderId = placeOrder("1");
        assertEq(termsOf(orderId).treasuryWei, (uint256(TOTAL_WEI) * bps[0]) / 10_000);
        assertEq(termsOf(orderId).workersWei, (uint256(TOTAL_WEI) * bps[1]) / 10_000);
        assertEq(termsOf(orderId).evaluatorWei, (uint256(TOTAL_WEI) * bps[2]) / 10_000);
        assertEq(termsOf(orderId).treasury, later);
    }

    function testFuzz_setFees_aboveHalf_reverts(uint16[3] memory bps) public {
        uint256 totalBps = uint256(bps[0]) + bps[1] + bps[2];
        vm.assume(totalBps > market.FEES_MAX_BPS());
        vm.expectRevert(abi.encodeWithSelector(IMarket.FeesTooHigh.selector, totalBps));
        market.setFees(IMarket.Fees(bps[0], bps[1], bps[2]), STRANGER);
    }

    function test_setFees_atTheBound_leavesProvidersHalf() public {
        assertEq(market.FEES_MAX_BPS(), 5_000);
        market.setFees(IMarket.Fees(1_000, 3_000, 1_000), TREASURY);
        vm.expectRevert(abi.encodeWithSelector(IMarket.FeesTooHigh.selector, 5_001));
        market.setFees(IMarket.Fees(1_000, 3_000, 1_001), TREASURY);
        uint256 orderId = sell("1");
        IMarket.Settlement memory settlement = settlementOf(orderId);
        assertEq(uint256(settlement.amountsWei[0]) + settlement.amountsWei[1], 80e18 + 1);
    }

    function test_setFees_toNobody_reverts() public {
        vm.expectRevert(IMarket.FeesTreasuryZero.selector);
        market.setFees(IMarket.Fees(1, 1, 1), address(0));
    }

    function testFuzz_adminFunctions_byOthers_revert(address caller) public {
        vm.assume(caller != address(this));
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        vm.startPrank(caller);
        vm.expectRevert(refusal);
        market.setFees(IMarket.Fees(1, 1, 1), caller);
        vm.expectRevert(refusal);
        market.pause();
        vm.expectRevert(refusal);
        market.unpause();
        vm.expectRevert(refusal);
        market.wire(jobs);
        vm.stopPrank();
    }

    function test_roles_areForOneThingEach() public {
        authority.grantRole(Roles.GUARDIAN, STRANGER, 0);
        authority.grantRole(Roles.TREASURER, HOSPITAL_A, 0);
        vm.prank(STRANGER);
        market.pause();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER));
        vm.prank(STRANGER);
        market.setFees(IMarket.Fees(1, 1, 1), STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, HOSPITAL_A));
        vm.prank(HOSPITAL_A);
        market.unpause();
        vm.prank(HOSPITAL_A);
        market.setFees(IMarket.Fees(1, 1, 1), HOSPITAL_A);
    }

    function test_pause_twice_reverts() public {
        vm.expectEmit(address(market));
        emit Pausable.Paused(address(this));
        market.pause();
        assertTrue(market.paused(), "paused");
        vm.expectRevert(Pausable.EnforcedPause.selector);
        market.pause();
        vm.expectEmit(address(market));
        emit Pausable.Unpaused(address(this));
        market.unpause();
        vm.expectRevert(Pausable.ExpectedPause.selector);
        market.unpause();
    }

    function test_wire_twice_reverts() public {
        assertEq(market.wiredTo(), address(jobs));
        vm.expectRevert(abi.encodeWithSelector(Wired.ContractAlreadyWired.selector, address(jobs)));
        market.wire(IJobRegistry(address(market)));
    }

    function testFuzz_quote_isWhatAnOrderCosts(uint96 priceWei, uint96 rowPriceWei, uint32 rows) public {
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, priceWei, rowPriceWei, 0, PURPOSE);
        (uint256 totalWei, IMarket.Fees memory fees) = market.quote(ids(1, 2), rows);
        assertEq(totalWei, uint256(priceWei) + uint256(rowPriceWei) * rows + 60e18);
        assertEq(fees.treasuryBps, 250);
        assertEq(fees.workerBps, 1_500);
        assertEq(fees.evaluatorBps, 250);
    }

    function test_quote_ofAnUnknownDataset_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, 9));
        market.quote(ids(1, 9), 1);
    }

    function test_wiring_namesEveryContractItCalls() public view {
        (address a, address b, address c, address d, address e, address f) = market.wiring();
        assertEq(a, address(datasets));
        assertEq(b, address(consents));
        assertEq(c, address(permits));
        assertEq(d, address(ledger));
        assertEq(e, address(accessToken));
        assertEq(f, address(disputes));
        assertEq(market.paymentToken(), address(token));
        assertEq(market.disputeWindowSeconds(), DISPUTE_WINDOW);
        assertEq(market.authority(), address(authority));
    }
}
