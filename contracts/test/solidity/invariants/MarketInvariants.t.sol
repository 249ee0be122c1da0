// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {Stage} from "../../../test-support/Stage.sol";

/// @dev The test contract is the runner's only target: it places orders, moves jobs on, lets actors be absent, passes
/// time, and tries what must be refused. Calls in try blocks may fail, everything else must succeed.
contract MarketInvariantsTest is Stage {
    uint256 private constant DATASETS = 3;

    /// @dev Last state seen of each job, to show that none moves back.
    mapping(uint256 orderId => IJobRegistry.State) private _seen;
    bool private _hasMovedBack;

    function setUp() public override {
        super.setUp();
        publishBoth();
        vm.prank(HOSPITAL_A);
        datasets.publish(listing(7));
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(this);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        bytes4[] memory selectors = new bytes4[](8);
        selectors[0] = this.order.selector;
        selectors[1] = this.advance.selector;
        selectors[2] = this.advance.selector;
        selectors[3] = this.advance.selector;
        selectors[4] = this.giveUp.selector;
        selectors[5] = this.refund.selector;
        selectors[6] = this.pass.selector;
        selectors[7] = this.changeTerms.selector;
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(this), selectors);
    }

    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function order(uint256 choice, uint64 rhoMicro, uint16 key) external observed {
        IMarket.OrderRequest memory request = orderRequest(bytes32(uint256(key % 64)));
        uint256 skipped = 1 + (choice % DATASETS);
        request.datasetIds[0] = skipped == 1 ? 2 : 1;
        request.datasetIds[1] = skipped == 3 ? 2 : 3;
        // Mostly affordable, sometimes above the cap.
        request.rhoMicro = uint64(bound(rhoMicro, 1, RHO_CAP / 4));
        if (choice % 16 == 0) request.rhoMicro = rhoMicro;
        vm.prank(BUYER);
        try market.placeOrder(request) {} catch {} // solhint-disable-line no-empty-blocks
    }

    function advance(uint256 choice) external observed {
        uint256 orderId = _pick(choice);
        if (orderId == 0 || block.timestamp > market.orderOf(orderId).deadline) return;
        IJobRegistry.State state = jobs.stateOf(orderId);
        if (state == IJobRegistry.State.REQUESTED) claim(orderId);
        if (state == IJobRegistry.State.CLAIMED) measure(orderId);
        if (state == IJobRegistry.State.MEASURED) report(orderId);
        if (state == IJobRegistry.State.REPORTED) certify(orderId, choice % 4 != 0);
        if (state == IJobRegistry.State.CERTIFIED && jobs.jobOf(orderId).passed) jobs.finalise(orderId);
    }

    function giveUp(uint256 choice, uint8 reason) external observed {
        uint256 orderId = _pick(choice);
        if (choice % 2 == 0) vm.prank(nodes[0]);
        try jobs.fail(orderId, IJobRegistry.FailReason(reason % 5)) {} catch {} // solhint-disable-line no-empty-blocks
    }

    function refund(uint256 choice) external observed {
        vm.prank(STRANGER);
        try market.refund(_pick(choice)) {} catch {} // solhint-disable-line no-empty-blocks
    }

    function pass(uint256 choice) external observed {
        // A third of the calls pass most of a day, the others minutes.
        vm.warp(block.timestamp + (choice % 3 == 0 ? bound(choice, 1, 1 days) : bound(choice, 1, 10 minutes)));
        address payee = choice % 2 == 0 ? HOSPITAL_A : nodes[0];
        vm.prank(payee);
        try rewards.withdraw(payee) {} catch {} // solhint-disable-line no-empty-blocks
    }

    function changeTerms(uint256 choice, uint96 priceWei, uint16 feeBps) external observed {
        uint256 datasetId = 1 + (choice % DATASETS);
        vm.prank(datasets.ownerOf(datasetId));
        datasets.setTerms(datasetId, priceWei / 1e8, PURPOSE);
        market.setFees(IMarket.Fees(uint16(feeBps % 2_500), 1_500, uint16(feeBps % 1_000)), TREASURY);
    }

    function invariant_budget_spentAndReserved_stayUnderTheCap_andMatchTheOrders() public view {
        for (uint256 datasetId = 1; datasetId <= DATASETS; ++datasetId) {
            IPrivacyLedger.Budget memory budget = ledger.budgetOf(datasetId);
            assertLe(uint256(budget.spentMicro) + budget.reservedMicro, budget.capMicro);
            uint256 reserved = 0;
            for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
                reserved += ledger.reservationOf(datasetId, orderId);
            }
            assertEq(budget.reservedMicro, reserved);
        }
    }

    function invariant_market_holdsExactlyTheEscrows() public view {
        uint256 escrowedWei = 0;
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IMarket.Order memory placed = market.orderOf(orderId);
            if (placed.status == IMarket.OrderStatus.ESCROWED) escrowedWei += placed.totalWei;
        }
        assertEq(token.balanceOf(address(market)), escrowedWei);
    }

    function invariant_rewards_holdExactlyWhatTheyOwe() public view {
        uint256 owedWei = rewards.balanceOf(HOSPITAL_A) + rewards.balanceOf(HOSPITAL_B) + rewards.balanceOf(TREASURY);
        for (uint256 i = 0; i < 3; ++i) owedWei += rewards.balanceOf(nodes[i]);
        owedWei += rewards.balanceOf(evaluator);
        assertEq(rewards.owedWei(), owedWei);
        assertEq(token.balanceOf(address(rewards)), owedWei);
    }

    function invariant_job_neverMovesBack() public view {
        assertTrue(!_hasMovedBack, "a job moved back");
    }

    function invariant_order_andJob_endTogether() public view {
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IMarket.OrderStatus status = market.orderOf(orderId).status;
            IJobRegistry.State state = jobs.stateOf(orderId);
            bool isFinalised = state == IJobRegistry.State.FINALISED;
            assertTrue((status == IMarket.OrderStatus.SETTLED) == isFinalised, "settled if and only if finalised");
            if (status == IMarket.OrderStatus.REFUNDED) {
                assertTrue(state == IJobRegistry.State.FAILED, "refunded only if failed");
            }
            assertTrue((accessToken.accessUntil(orderId) != 0) == isFinalised, "access if and only if finalised");
            uint256 held = accessToken.balanceOf(BUYER, orderId);
            assertEq(held, status == IMarket.OrderStatus.REFUNDED ? 0 : 1);
        }
    }

    /// @dev Compares every job with what was seen before the call.
    modifier observed() {
        _;
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IJobRegistry.State state = jobs.stateOf(orderId);
            IJobRegistry.State before = _seen[orderId];
            bool hasLeftTheEnd = before >= IJobRegistry.State.FINALISED && state != before;
            if (state < before || hasLeftTheEnd) _hasMovedBack = true;
            _seen[orderId] = state;
        }
    }

    function _pick(uint256 choice) private view returns (uint256 orderId) {
        uint256 count = market.orderCount();
        if (count == 0) return 0;
        // Prefers the latest orders, so that runs get deep.
        uint256 back = (choice >> 8) % (count < 4 ? count : 4);
        return choice % 8 == 0 ? 1 + ((choice >> 8) % count) : count - back;
    }
}
