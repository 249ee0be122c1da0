// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Roles} from "../../../src/access/Roles.sol";
import {IWorkerRegistry} from "../../../src/worker/IWorkerRegistry.sol";
import {Stage} from "../../../test-support/Stage.sol";

contract WorkerRegistryTest is Stage {
    bytes32 private constant KEY = keccak256("hpke key");

    function setUp() public override {
        super.setUp();
        token.transfer(STRANGER, 10 * STAKE_WEI);
        vm.prank(STRANGER);
        token.approve(address(workers), type(uint256).max);
    }

    function test_register_takesTheStake_andMakesActive() public {
        vm.prank(STRANGER);
        workers.register(1, KEY, "http://node", STAKE_WEI + 1);
        assertEq(workers.workerOf(STRANGER).stakeWei, STAKE_WEI + 1);
        assertEq(token.balanceOf(address(workers)), 5 * uint256(STAKE_WEI) + 1);
        assertTrue(workers.isActive(STRANGER, 1), "compute");
        assertTrue(!workers.isActive(STRANGER, 2), "not an evaluator");
        assertTrue(!workers.isActive(STRANGER, 3), "not both");
        assertTrue(!workers.isActive(STRANGER, 0), "no role asked, none held");
    }

    function test_register_withBadInput_reverts() public {
        vm.startPrank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerRolesInvalid.selector, 0));
        workers.register(0, KEY, "http://node", STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerRolesInvalid.selector, 4));
        workers.register(4, KEY, "http://node", STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerNotEvaluator.selector, STRANGER));
        workers.register(3, KEY, "http://node", STAKE_WEI);
        vm.expectRevert(IWorkerRegistry.WorkerKeyZero.selector);
        workers.register(1, 0, "http://node", STAKE_WEI);
        vm.expectRevert(IWorkerRegistry.WorkerEndpointInvalid.selector);
        workers.register(1, KEY, "", STAKE_WEI);
        vm.expectRevert(IWorkerRegistry.WorkerEndpointInvalid.selector);
        workers.register(1, KEY, string(new bytes(257)), STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStakeTooLow.selector, STAKE_WEI - 1, STAKE_WEI));
        workers.register(1, KEY, "http://node", STAKE_WEI - 1);
        workers.register(1, KEY, "http://node", STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerAlreadyRegistered.selector, STRANGER));
        workers.register(1, KEY, "http://node", STAKE_WEI);
        vm.stopPrank();
    }

    function test_update_changesContactAlone() public {
        vm.startPrank(nodes[0]);
        workers.update(KEY, "http://elsewhere");
        vm.stopPrank();
        IWorkerRegistry.Worker memory worker = workers.workerOf(nodes[0]);
        assertEq(worker.hpkeKey, KEY);
        assertEq(worker.stakeWei, STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerUnknown.selector, STRANGER));
        vm.prank(STRANGER);
        workers.update(KEY, "http://elsewhere");
    }

    function test_leave_endsActivityAtOnce_andPaysAfterUnbonding() public {
        address node = nodes[0];
        vm.startPrank(node);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStillBonded.selector, type(uint64).max));
        workers.withdrawStake();
        workers.leave();
        assertTrue(!workers.isActive(node, 1), "left");
        uint64 withdrawableAt = uint64(block.timestamp) + UNBONDING;
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStillBonded.selector, withdrawableAt));
        workers.leave();
        vm.warp(withdrawableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStillBonded.selector, withdrawableAt));
        workers.withdrawStake();
        vm.warp(withdrawableAt);
        workers.withdrawStake();
        assertEq(token.balanceOf(node), STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerUnknown.selector, node));
        workers.withdrawStake();
        vm.stopPrank();
    }

    function test_register_again_listsTheWorkerOnce() public {
        address node = nodes[0];
        uint256 count = workers.workers().length;
        vm.startPrank(node);
        workers.leave();
        vm.warp(block.timestamp + UNBONDING);
        workers.withdrawStake();
        token.approve(address(workers), STAKE_WEI);
        workers.register(1, KEY, "http://node", STAKE_WEI);
        vm.stopPrank();
        assertTrue(workers.isActive(node, 1), "active again");
        assertEq(workers.workers().length, count);
    }

    function test_isActive_endsWithTheEvaluatorRole() public {
        assertTrue(workers.isActive(evaluator, 2), "holds the role");
        authority.revokeRole(Roles.EVALUATOR, evaluator);
        assertTrue(!workers.isActive(evaluator, 2), "struck off");
    }
}
