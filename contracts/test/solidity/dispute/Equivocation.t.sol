// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDisputes} from "../../../src/dispute/IDisputes.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../../src/job/JobSignatures.sol";
import {DisputeStage} from "../../../test-support/DisputeStage.sol";

contract EquivocationTest is DisputeStage {
    /// @dev What half a stake is worth after the reporter had a twentieth of it.
    uint128 private constant LEFT_WEI = ((STAKE_WEI / 2) * 19) / 20;

    function test_twoReports_costMoreThanHalfTheStake_mostOfItForTheTreasury() public {
        uint128 rewardWei = STAKE_WEI / 40;
        uint128 lostWei = STAKE_WEI - LEFT_WEI;
        (bytes memory first, bytes memory second) = _signed(LEAD_KEY, ORDER, _first(), _second());
        vm.expectEmit(address(disputes));
        emit IDisputes.EquivocationProven(ORDER, nodes[0], STRANGER, lostWei);
        vm.prank(STRANGER);
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), second);
        assertEq(workers.workerOf(nodes[0]).stakeWei, LEFT_WEI);
        assertEq(workers.slashedWeiOf(TREASURY), STAKE_WEI / 2);
        assertEq(workers.slashedWeiOf(STRANGER), rewardWei);
        assertTrue(!workers.isActive(nodes[0], 1), "below the minimum a node gets no more jobs");
        assertEq(workers.withdrawSlashed(STRANGER), rewardWei);
        assertEq(token.balanceOf(STRANGER), rewardWei);
    }

    function test_ofOneself_isNoWayOutOfUnbonding() public {
        open(ORDER);
        for (uint256 orderId = 1_000; orderId < 1_012; ++orderId) {
            (bytes memory first, bytes memory second) = _signed(LEAD_KEY, orderId, _first(), _second());
            vm.prank(STRANGER);
            disputes.proveEquivocation(orderId, nodes[0], _first(), first, _second(), second);
        }
        // Far worse for the node than the dispute it runs from, which costs a fifth.
        assertLe(workers.withdrawSlashed(STRANGER), STAKE_WEI / 20);
    }

    function testFuzz_anyTwoReports_areProof(
        uint256 orderId,
        IJobRegistry.Report memory first,
        IJobRegistry.Report memory second
    ) public {
        vm.assume(keccak256(abi.encode(first)) != keccak256(abi.encode(second)));
        (bytes memory a, bytes memory b) = _signed(NODE2_KEY, orderId, first, second);
        disputes.proveEquivocation(orderId, nodes[1], first, a, second, b);
        assertEq(workers.workerOf(nodes[1]).stakeWei, LEFT_WEI);
    }

    function testFuzz_oneReport_isNoProof(IJobRegistry.Report memory same) public {
        (bytes memory first, bytes memory second) = _signed(LEAD_KEY, ORDER, same, same);
        vm.expectRevert(IDisputes.EquivocationSameReport.selector);
        disputes.proveEquivocation(ORDER, nodes[0], same, first, same, second);
    }

    function testFuzz_signaturesOfAnotherKey_areNoProof(uint256 key) public {
        key = bound(key, 1, 1 << 200);
        vm.assume(key != LEAD_KEY);
        (bytes memory first, bytes memory second) = _signed(LEAD_KEY, ORDER, _first(), _second());
        (bytes memory forgedFirst, bytes memory forgedSecond) = _signed(key, ORDER, _first(), _second());
        bytes memory refusal = abi.encodeWithSelector(IDisputes.EquivocationBadSignature.selector, nodes[0]);
        vm.expectRevert(refusal);
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), forgedSecond);
        vm.expectRevert(refusal);
        disputes.proveEquivocation(ORDER, nodes[0], _first(), forgedFirst, _second(), second);
    }

    function testFuzz_noise_isNoProof(bytes memory noise) public {
        (bytes memory first, ) = _signed(LEAD_KEY, ORDER, _first(), _second());
        vm.expectRevert(abi.encodeWithSelector(IDisputes.EquivocationBadSignature.selector, nodes[0]));
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), noise);
    }

    function test_reportsOfTwoOrders_areNoProof() public {
        (bytes memory first, ) = _signed(LEAD_KEY, ORDER, _first(), _second());
        (, bytes memory second) = _signed(LEAD_KEY, EHDS_ORDER, _first(), _second());
        vm.expectRevert(abi.encodeWithSelector(IDisputes.EquivocationBadSignature.selector, nodes[0]));
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), second);
    }

    function test_signaturesForAnotherContract_areNoProof() public {
        bytes memory first = sign(LEAD_KEY, typedHash(address(jobs), JobSignatures.hashReport(ORDER, _first())));
        bytes memory second = sign(LEAD_KEY, typedHash(address(market), JobSignatures.hashReport(ORDER, _second())));
        vm.expectRevert(abi.encodeWithSelector(IDisputes.EquivocationBadSignature.selector, nodes[0]));
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), second);
    }

    function test_aSecondTime_forTheSameOrder_reverts_inEitherOrder() public {
        (bytes memory first, bytes memory second) = _signed(LEAD_KEY, ORDER, _first(), _second());
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), second);
        bytes memory refusal = abi.encodeWithSelector(IDisputes.EquivocationAlreadyProven.selector, ORDER, nodes[0]);
        vm.expectRevert(refusal);
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), second);
        vm.expectRevert(refusal);
        disputes.proveEquivocation(ORDER, nodes[0], _second(), second, _first(), first);
    }

    function test_onAnotherOrder_costsAgain() public {
        for (uint256 orderId = ORDER; orderId <= EHDS_ORDER; ++orderId) {
            (bytes memory first, bytes memory second) = _signed(LEAD_KEY, orderId, _first(), _second());
            disputes.proveEquivocation(orderId, nodes[0], _first(), first, _second(), second);
        }
        assertEq(workers.workerOf(nodes[0]).stakeWei, ((LEFT_WEI / 2) * 19) / 20);
    }

    function test_ofALeavingWorker_costsAllTheSame() public {
        vm.prank(nodes[2]);
        workers.leave();
        (bytes memory first, bytes memory second) = _signed(NODE3_KEY, ORDER, _first(), _second());
        disputes.proveEquivocation(ORDER, nodes[2], _first(), first, _second(), second);
        vm.warp(block.timestamp + UNBONDING);
        vm.prank(nodes[2]);
        workers.withdrawStake();
        assertEq(token.balanceOf(nodes[2]), LEFT_WEI);
    }

    function testFuzz_ofSomebodyWithoutStake_isProvenAndCostsNothing(uint256 key) public {
        key = bound(key, 1, 1 << 200);
        address node = vm.addr(key);
        vm.assume(workers.workerOf(node).stakeWei == 0);
        (bytes memory first, bytes memory second) = _signed(key, ORDER, _first(), _second());
        vm.expectEmit(address(disputes));
        emit IDisputes.EquivocationProven(ORDER, node, address(this), 0);
        disputes.proveEquivocation(ORDER, node, _first(), first, _second(), second);
        assertEq(workers.slashedWeiOf(address(this)), 0);
    }

    function test_ofANode_leavesTheOrderAlone() public {
        (bytes memory first, bytes memory second) = _signed(LEAD_KEY, ORDER, _first(), _second());
        disputes.proveEquivocation(ORDER, nodes[0], _first(), first, _second(), second);
        assertState(ORDER, IDisputes.State.NONE);
        vm.warp(block.timestamp + DISPUTE_WINDOW + 1);
        assertTrue(claimPayout(ORDER, 0) > 0, "the others are paid");
    }

    function _signed(
        uint256 key,
        uint256 orderId,
        IJobRegistry.Report memory first,
        IJobRegistry.Report memory second
    ) private view returns (bytes memory, bytes memory) {
        return (
            sign(key, typedHash(address(jobs), JobSignatures.hashReport(orderId, first))),
            sign(key, typedHash(address(jobs), JobSignatures.hashReport(orderId, second)))
        );
    }

    function _first() private pure returns (IJobRegistry.Report memory) {
        return reportOf(ORDER);
    }

    function _second() private pure returns (IJobRegistry.Report memory other) {
        other = reportOf(ORDER);
        other.outputHash = keccak256("another file");
    }
}
