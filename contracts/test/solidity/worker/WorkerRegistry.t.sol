// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Callers} from "../../../src/access/Callers.sol";
import {Roles} from "../../../src/access/Roles.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {IWorkerRegistry} from "../../../src/worker/IWorkerRegistry.sol";
import {WorkerRegistry} from "../../../src/worker/WorkerRegistry.sol";
import {FeeToken} from "../../../test-support/FeeToken.sol";
import {HookToken} from "../../../test-support/HookToken.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

/// @dev This contract is admin and on the registry's list, so it may slash. NODE has the EVALUATOR role.
contract WorkerRegistryTest is TestBase {
    bytes32 private constant KEY = keccak256("hpke key");
    uint128 private constant STAKE_WEI = 1_000e18;
    uint64 private constant UNBONDING = 7 days;
    address private constant NODE = address(0xA1);
    address private constant STRANGER = address(0x57);
    address private constant VICTIM = address(0xBE);

    IAccessManager private _authority;
    SymbolonToken private _token;
    WorkerRegistry private _workers;

    function setUp() public {
        _authority = IAccessManager(deployAccessManager(address(this)));
        _authority.grantRole(Roles.EVALUATOR, NODE, 0);
        _token = SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", abi.encode(address(this), 1e30)));
        _workers = _deploy(_token);
        address[2] memory payers = [NODE, STRANGER];
        for (uint256 i = 0; i < payers.length; ++i) {
            _token.transfer(payers[i], 10 * STAKE_WEI);
            vm.prank(payers[i]);
            _token.approve(address(_workers), type(uint256).max);
        }
        vm.prank(NODE);
        _workers.register(3, KEY, "http://node", STAKE_WEI);
    }

    function test_register_takesTheStake_andMakesActive() public {
        vm.expectEmit(address(_workers));
        emit IWorkerRegistry.WorkerRegistered(STRANGER, 1, KEY, "http://here", STAKE_WEI + 1);
        vm.prank(STRANGER);
        _workers.register(1, KEY, "http://here", STAKE_WEI + 1);
        IWorkerRegistry.Worker memory worker = _workers.workerOf(STRANGER);
        assertEq(worker.roles, 1);
        assertEq(worker.leavingSince, 0);
        assertEq(worker.stakeWei, STAKE_WEI + 1);
        assertEq(worker.hpkeKey, KEY);
        assertEq(keccak256(bytes(worker.endpoint)), keccak256("http://here"));
        assertEq(_token.balanceOf(address(_workers)), 2 * uint256(STAKE_WEI) + 1);
        assertTrue(_workers.isActive(STRANGER, 1), "compute");
        assertTrue(!_workers.isActive(STRANGER, 2), "not an evaluator");
        assertTrue(!_workers.isActive(STRANGER, 3), "not both");
        assertTrue(!_workers.isActive(STRANGER, 0), "no role asked, none held");
        assertEq(_workers.workers().length, 2);
        assertEq(_workers.workers()[0], NODE);
        assertEq(_workers.workers()[1], STRANGER);
    }

    function test_register_withBadRoles_reverts() public {
        vm.startPrank(STRANGER);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerRolesInvalid.selector, 0));
        _workers.register(0, KEY, "http://node", STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerRolesInvalid.selector, 4));
        _workers.register(4, KEY, "http://node", STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerNotEvaluator.selector, STRANGER));
        _workers.register(3, KEY, "http://node", STAKE_WEI);
        vm.stopPrank();
    }

    function test_register_withBadContact_reverts() public {
        vm.startPrank(STRANGER);
        vm.expectRevert(IWorkerRegistry.WorkerKeyZero.selector);
        _workers.register(1, 0, "http://node", STAKE_WEI);
        vm.expectRevert(IWorkerRegistry.WorkerEndpointInvalid.selector);
        _workers.register(1, KEY, "", STAKE_WEI);
        vm.expectRevert(IWorkerRegistry.WorkerEndpointInvalid.selector);
        _workers.register(1, KEY, string(new bytes(257)), STAKE_WEI);
        _workers.register(1, KEY, string(new bytes(256)), STAKE_WEI);
        vm.stopPrank();
    }

    function test_register_belowTheMinimum_reverts() public {
        assertEq(_workers.minimumStakeWei(), STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStakeTooLow.selector, STAKE_WEI - 1, STAKE_WEI));
        vm.prank(STRANGER);
        _workers.register(1, KEY, "http://node", STAKE_WEI - 1);
    }

    function test_register_twice_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerAlreadyRegistered.selector, NODE));
        vm.prank(NODE);
        _workers.register(1, KEY, "http://node", STAKE_WEI);
    }

    function test_register_again_listsTheWorkerOnce() public {
        vm.startPrank(NODE);
        _workers.leave();
        vm.warp(block.timestamp + UNBONDING);
        _workers.withdrawStake();
        _workers.register(1, KEY, "http://node", STAKE_WEI);
        vm.stopPrank();
        assertTrue(_workers.isActive(NODE, 1), "active again");
        assertEq(_workers.workers().length, 1);
    }

    function test_register_withATokenThatTakesAFee_reverts() public {
        (FeeToken token, WorkerRegistry workers) = _withFeeToken();
        token.startFee();
        vm.expectRevert(
            abi.encodeWithSelector(IWorkerRegistry.WorkerStakeMismatch.selector, STAKE_WEI, (STAKE_WEI / 100) * 99)
        );
        workers.register(1, KEY, "http://node", STAKE_WEI);
    }

    function testFuzz_register_anyInput_isKeptOrRefused(uint8 roles, uint128 stakeWei, bytes32 key) public {
        stakeWei = uint128(bound(stakeWei, 0, 10 * STAKE_WEI));
        bool isAllowed = roles == 1 && stakeWei >= STAKE_WEI && key != 0;
        vm.prank(STRANGER);
        try _workers.register(roles, key, "http://node", stakeWei) {
            assertTrue(isAllowed, "must be refused");
        } catch {
            assertTrue(!isAllowed, "must be allowed");
        }
        assertEq(_workers.workerOf(STRANGER).stakeWei, isAllowed ? stakeWei : 0);
        assertEq(_token.balanceOf(address(_workers)), STAKE_WEI + (isAllowed ? stakeWei : 0));
        assertTrue(_workers.isActive(STRANGER, 1) == isAllowed, "active if registered");
    }

    function test_update_changesContactAlone() public {
        vm.expectEmit(address(_workers));
        emit IWorkerRegistry.WorkerUpdated(NODE, keccak256("other"), "http://elsewhere");
        vm.prank(NODE);
        _workers.update(keccak256("other"), "http://elsewhere");
        IWorkerRegistry.Worker memory worker = _workers.workerOf(NODE);
        assertEq(worker.hpkeKey, keccak256("other"));
        assertEq(keccak256(bytes(worker.endpoint)), keccak256("http://elsewhere"));
        assertEq(worker.stakeWei, STAKE_WEI);
        assertEq(worker.roles, 3);
    }

    function test_update_withBadContact_reverts() public {
        vm.startPrank(NODE);
        vm.expectRevert(IWorkerRegistry.WorkerKeyZero.selector);
        _workers.update(0, "http://node");
        vm.expectRevert(IWorkerRegistry.WorkerEndpointInvalid.selector);
        _workers.update(KEY, "");
        vm.stopPrank();
    }

    function testFuzz_update_anyEndpoint_isKeptOrRefused(bytes32 key, string calldata endpoint) public {
        uint256 length = bytes(endpoint).length;
        if (key == 0) vm.expectRevert(IWorkerRegistry.WorkerKeyZero.selector);
        else if (length == 0 || length > 256) vm.expectRevert(IWorkerRegistry.WorkerEndpointInvalid.selector);
        vm.prank(NODE);
        _workers.update(key, endpoint);
        if (key == 0 || length == 0 || length > 256) return;
        assertEq(keccak256(bytes(_workers.workerOf(NODE).endpoint)), keccak256(bytes(endpoint)));
    }

    function testFuzz_everyFunctionOfAWorker_bySomebodyElse_reverts(address account) public {
        vm.assume(account != NODE);
        bytes memory refusal = abi.encodeWithSelector(IWorkerRegistry.WorkerUnknown.selector, account);
        vm.startPrank(account);
        vm.expectRevert(refusal);
        _workers.update(KEY, "http://elsewhere");
        vm.expectRevert(refusal);
        _workers.addStake(1);
        vm.expectRevert(refusal);
        _workers.leave();
        vm.expectRevert(refusal);
        _workers.withdrawStake();
        vm.stopPrank();
    }

    function test_addStake_raisesTheStake() public {
        vm.expectEmit(address(_workers));
        emit IWorkerRegistry.WorkerStakeAdded(NODE, 5, STAKE_WEI + 5);
        vm.prank(NODE);
        _workers.addStake(5);
        assertEq(_workers.workerOf(NODE).stakeWei, STAKE_WEI + 5);
        assertEq(_token.balanceOf(address(_workers)), STAKE_WEI + 5);
    }

    function test_addStake_afterASlashing_makesActiveAgain() public {
        _workers.slash(NODE, 1, 1, VICTIM);
        assertTrue(!_workers.isActive(NODE, 1), "below the minimum");
        vm.startPrank(NODE);
        _workers.addStake(STAKE_WEI / 10_000 - 1);
        assertTrue(!_workers.isActive(NODE, 1), "one wei below the minimum");
        _workers.addStake(1);
        vm.stopPrank();
        assertTrue(_workers.isActive(NODE, 1), "at the minimum");
    }

    function test_addStake_withATokenThatTakesAFee_reverts() public {
        (FeeToken token, WorkerRegistry workers) = _withFeeToken();
        workers.register(1, KEY, "http://node", STAKE_WEI);
        token.startFee();
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStakeMismatch.selector, 100, 99));
        workers.addStake(100);
    }

    function testFuzz_addStake_anyAmount_isTakenInFull(uint128 addedWei) public {
        addedWei = uint128(bound(addedWei, 0, 9 * STAKE_WEI));
        vm.prank(NODE);
        _workers.addStake(addedWei);
        assertEq(_workers.workerOf(NODE).stakeWei, STAKE_WEI + addedWei);
        assertEq(_token.balanceOf(address(_workers)), STAKE_WEI + addedWei);
    }

    function test_addStake_above128Bits_reverts() public {
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        vm.prank(NODE);
        _workers.addStake(type(uint128).max);
    }

    function test_leave_endsActivityAtOnce_andPaysAfterUnbonding() public {
        uint64 withdrawableAt = uint64(block.timestamp) + UNBONDING;
        vm.startPrank(NODE);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStillBonded.selector, type(uint64).max));
        _workers.withdrawStake();
        vm.expectEmit(address(_workers));
        emit IWorkerRegistry.WorkerLeaving(NODE, withdrawableAt);
        _workers.leave();
        assertTrue(!_workers.isActive(NODE, 1), "left");
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStillBonded.selector, withdrawableAt));
        _workers.leave();
        vm.warp(withdrawableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStillBonded.selector, withdrawableAt));
        _workers.withdrawStake();
        vm.warp(withdrawableAt);
        vm.expectEmit(address(_workers));
        emit IWorkerRegistry.WorkerLeft(NODE, STAKE_WEI);
        _workers.withdrawStake();
        assertEq(_token.balanceOf(NODE), 10 * STAKE_WEI);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerUnknown.selector, NODE));
        _workers.withdrawStake();
        vm.stopPrank();
    }

    function testFuzz_withdrawStake_atAnyTime_paysOrWaits(uint32 afterSeconds) public {
        vm.startPrank(NODE);
        _workers.leave();
        uint64 withdrawableAt = uint64(block.timestamp) + UNBONDING;
        vm.warp(block.timestamp + afterSeconds);
        if (afterSeconds < UNBONDING) {
            vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerStillBonded.selector, withdrawableAt));
        }
        _workers.withdrawStake();
        vm.stopPrank();
        assertEq(_token.balanceOf(NODE), (afterSeconds < UNBONDING ? 9 : 10) * STAKE_WEI);
    }

    function test_slash_takesTheShare_andOwesIt() public {
        vm.expectEmit(address(_workers));
        emit IWorkerRegistry.WorkerSlashed(NODE, 7, STAKE_WEI / 4, VICTIM);
        assertEq(_workers.slash(NODE, 7, 2_500, VICTIM), STAKE_WEI / 4);
        assertEq(_workers.workerOf(NODE).stakeWei, (STAKE_WEI / 4) * 3);
        assertEq(_workers.slashedWeiOf(VICTIM), STAKE_WEI / 4);
        assertEq(_token.balanceOf(address(_workers)), STAKE_WEI);
        assertTrue(!_workers.isActive(NODE, 1), "below the minimum");
        _workers.slash(NODE, 8, 10_000, VICTIM);
        assertEq(_workers.slashedWeiOf(VICTIM), STAKE_WEI);
    }

    function test_slash_roundsUp_butNotAboveTheStake() public {
        vm.prank(NODE);
        _workers.addStake(1);
        assertEq(_workers.slash(NODE, 1, 5_000, VICTIM), STAKE_WEI / 2 + 1);
        assertEq(_workers.slash(NODE, 1, 10_000, VICTIM), STAKE_WEI / 2);
        assertEq(_workers.workerOf(NODE).stakeWei, 0);
    }

    function test_slash_whileUnbonding_leavesLessToWithdraw() public {
        vm.prank(NODE);
        _workers.leave();
        _workers.slash(NODE, 1, 4_000, VICTIM);
        vm.warp(block.timestamp + UNBONDING);
        vm.prank(NODE);
        _workers.withdrawStake();
        assertEq(_token.balanceOf(NODE), 9 * STAKE_WEI + (STAKE_WEI / 10) * 6);
        assertEq(_token.balanceOf(address(_workers)), (STAKE_WEI / 10) * 4);
        _workers.withdrawSlashed(VICTIM);
        assertEq(_token.balanceOf(address(_workers)), 0);
    }

    function test_slash_ofAWorkerWithoutStake_doesNothing() public {
        assertEq(_workers.slash(STRANGER, 1, 5_000, VICTIM), 0);
        _workers.slash(NODE, 1, 10_000, VICTIM);
        assertEq(_workers.slash(NODE, 1, 10_000, VICTIM), 0);
        assertEq(_workers.slashedWeiOf(VICTIM), STAKE_WEI);
        vm.startPrank(NODE);
        _workers.leave();
        vm.warp(block.timestamp + UNBONDING);
        _workers.withdrawStake();
        vm.stopPrank();
        assertEq(_token.balanceOf(NODE), 9 * STAKE_WEI);
    }

    function test_slash_byAContractNotOnTheList_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Callers.CallerNotAllowed.selector, STRANGER));
        vm.prank(STRANGER);
        _workers.slash(NODE, 1, 1, STRANGER);
    }

    function testFuzz_slash_anyShareOfAnyStake_isRoundedUp(uint16 slashBps, uint128 stakeWei) public {
        stakeWei = uint128(bound(stakeWei, STAKE_WEI, type(uint96).max));
        vm.assume(stakeWei > STAKE_WEI);
        _token.transfer(NODE, stakeWei);
        vm.prank(NODE);
        _workers.addStake(stakeWei - STAKE_WEI);
        bool isRefused = slashBps == 0 || slashBps > 10_000;
        if (isRefused) vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.WorkerSlashInvalid.selector, slashBps));
        _workers.slash(NODE, 1, slashBps, VICTIM);
        if (isRefused) return;
        uint256 slashedWei = _workers.slashedWeiOf(VICTIM);
        assertEq(slashedWei + _workers.workerOf(NODE).stakeWei, stakeWei);
        assertLe(uint256(stakeWei) * slashBps, slashedWei * 10_000);
        assertLe(slashedWei * 10_000, uint256(stakeWei) * slashBps + 9_999);
    }

    function test_slash_ofALargestStake_doesNotOverflow() public {
        SymbolonToken token = SymbolonToken(
            deployCode("token/SymbolonToken.sol/SymbolonToken", abi.encode(address(this), type(uint128).max))
        );
        WorkerRegistry workers = _deploy(token);
        workers.setCaller(address(this), true);
        token.approve(address(workers), type(uint256).max);
        workers.register(1, KEY, "http://node", type(uint128).max);
        assertEq(workers.slash(address(this), 1, 9_999, VICTIM), type(uint128).max - type(uint128).max / 10_000);
        workers.slash(address(this), 1, 10_000, VICTIM);
        assertEq(workers.slashedWeiOf(VICTIM), type(uint128).max);
    }

    function testFuzz_withdrawSlashed_byAnybody_paysTheBeneficiaryOnce(address caller, uint16 slashBps) public {
        slashBps = uint16(bound(slashBps, 1, 10_000));
        uint128 slashedWei = _workers.slash(NODE, 1, slashBps, VICTIM);
        vm.prank(caller);
        assertEq(_workers.withdrawSlashed(VICTIM), slashedWei);
        assertEq(_token.balanceOf(VICTIM), slashedWei);
        assertEq(_workers.slashedWeiOf(VICTIM), 0);
        assertEq(_workers.withdrawSlashed(VICTIM), 0);
        assertEq(_token.balanceOf(VICTIM), slashedWei);
    }

    /// @dev A token that calls back finds every function that moves money closed.
    function test_withdrawSlashed_reentered_isRefused() public {
        HookToken token = new HookToken();
        WorkerRegistry workers = _deploy(token);
        token.approve(address(workers), type(uint256).max);
        workers.register(1, KEY, "http://node", STAKE_WEI);
        workers.slash(address(this), 1, 1, VICTIM);
        workers.slash(address(this), 1, 1, STRANGER);
        token.arm(address(workers), abi.encodeCall(WorkerRegistry.withdrawSlashed, (STRANGER)));
        workers.withdrawSlashed(VICTIM);
        bytes memory refusal = abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        assertEq(keccak256(token.answer()), keccak256(refusal));
        assertEq(token.balanceOf(STRANGER), 0);
        token.arm(address(workers), abi.encodeCall(WorkerRegistry.withdrawSlashed, (STRANGER)));
        workers.addStake(1);
        assertEq(keccak256(token.answer()), keccak256(refusal));
    }

    function test_isActive_endsWithTheEvaluatorRole() public {
        assertTrue(_workers.isActive(NODE, 2), "evaluator");
        assertTrue(_workers.isActive(NODE, 3), "both");
        _authority.revokeRole(Roles.EVALUATOR, NODE);
        assertTrue(!_workers.isActive(NODE, 2), "struck off");
        assertTrue(!_workers.isActive(NODE, 3), "not both any more");
        assertTrue(_workers.isActive(NODE, 1), "still computes");
    }

    function _deploy(IERC20 token) private returns (WorkerRegistry workers) {
        bytes memory args = abi.encode(_authority, token, STAKE_WEI, UNBONDING);
        workers = WorkerRegistry(deployCode("worker/WorkerRegistry.sol/WorkerRegistry", args));
        workers.setCaller(address(this), true);
    }

    function _withFeeToken() private returns (FeeToken token, WorkerRegistry workers) {
        token = new FeeToken();
        workers = _deploy(token);
        token.approve(address(workers), type(uint256).max);
    }
}
