// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {Roles} from "../../../src/access/Roles.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {IWorkerRegistry} from "../../../src/worker/IWorkerRegistry.sol";
import {WorkerRegistry} from "../../../src/worker/WorkerRegistry.sol";
import {InvariantBase} from "../../../test-support/InvariantBase.sol";

/// @dev Four workers come, add stake, are slashed in favour of one another, leave and come back. Calls in try blocks may
/// fail, everything else must succeed.
contract WorkerRegistryInvariantsTest is InvariantBase {
    uint256 private constant ACTORS = 4;
    uint256 private constant SUPPLY_WEI = 4e24;
    uint128 private constant STAKE_WEI = 1_000e18;
    uint64 private constant UNBONDING = 7 days;

    IAccessManager private _authority;
    SymbolonToken private _token;
    WorkerRegistry private _workers;

    /// @dev What the calls of one actor put in and took out, slashings aside.
    mapping(address actor => uint256) private _depositedWei;
    mapping(address actor => uint256) private _withdrawnWei;
    /// @dev What the actor lost to, and won by, slashings.
    mapping(address actor => uint256) private _lostWei;
    mapping(address actor => uint256) private _wonWei;
    uint256 private _earlyWithdrawals;

    function setUp() public {
        _authority = IAccessManager(deployAccessManager(address(this)));
        bytes memory supply = abi.encode(address(this), SUPPLY_WEI);
        _token = SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", supply));
        bytes memory args = abi.encode(_authority, _token, STAKE_WEI, UNBONDING);
        _workers = WorkerRegistry(deployCode("worker/WorkerRegistry.sol/WorkerRegistry", args));
        _workers.setCaller(address(this), true);
        for (uint256 i = 0; i < ACTORS; ++i) {
            _token.transfer(_actor(i), SUPPLY_WEI / ACTORS);
            if (i % 2 == 0) _authority.grantRole(Roles.EVALUATOR, _actor(i), 0);
            vm.prank(_actor(i));
            _token.approve(address(_workers), type(uint256).max);
        }
    }

    function handlers() internal pure override returns (bytes4[] memory selectors) {
        selectors = new bytes4[](9);
        selectors[0] = this.register.selector;
        selectors[1] = this.register.selector;
        selectors[2] = this.addStake.selector;
        selectors[3] = this.leave.selector;
        selectors[4] = this.withdrawStake.selector;
        selectors[5] = this.slash.selector;
        selectors[6] = this.withdrawSlashed.selector;
        selectors[7] = this.pass.selector;
        selectors[8] = this.strikeOff.selector;
    }

    function register(uint256 choice, uint128 stakeWei) external {
        address actor = _actor(choice);
        // Sometimes below the minimum.
        stakeWei = uint128(bound(stakeWei, STAKE_WEI - STAKE_WEI / 8, 2 * STAKE_WEI));
        vm.prank(actor);
        try _workers.register(uint8(1 + ((choice >> 8) % 3)), "key", "http://node", stakeWei) {
            _depositedWei[actor] += stakeWei;
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function addStake(uint256 choice, uint128 addedWei) external {
        address actor = _actor(choice);
        addedWei = uint128(bound(addedWei, 0, STAKE_WEI));
        vm.prank(actor);
        try _workers.addStake(addedWei) {
            _depositedWei[actor] += addedWei;
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function leave(uint256 choice) external {
        vm.prank(_actor(choice));
        try _workers.leave() {} catch {} // solhint-disable-line no-empty-blocks
    }

    function withdrawStake(uint256 choice) external {
        address actor = _actor(choice);
        IWorkerRegistry.Worker memory worker = _workers.workerOf(actor);
        vm.prank(actor);
        try _workers.withdrawStake() {
            _withdrawnWei[actor] += worker.stakeWei;
            bool isBonded = worker.leavingSince == 0 || block.timestamp < worker.leavingSince + UNBONDING;
            if (isBonded) ++_earlyWithdrawals;
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function slash(uint256 choice, uint16 slashBps) external {
        (address worker, address beneficiary) = (_actor(choice), _actor(choice >> 8));
        if (choice % 8 != 0) slashBps = uint16(bound(slashBps, 1, 10_000));
        try _workers.slash(worker, 1, slashBps, beneficiary) returns (uint128 slashedWei) {
            _lostWei[worker] += slashedWei;
            _wonWei[beneficiary] += slashedWei;
        } catch {
            assertTrue(slashBps == 0 || slashBps > 10_000, "a slashing must not fail");
        }
    }

    function withdrawSlashed(uint256 choice) external {
        address beneficiary = _actor(choice);
        uint256 amountWei = _workers.withdrawSlashed(beneficiary);
        _withdrawnWei[beneficiary] += amountWei;
    }

    function pass(uint256 choice) external {
        vm.warp(block.timestamp + bound(choice, 1, UNBONDING));
    }

    function strikeOff(uint256 choice) external {
        if (choice % 2 == 0) _authority.revokeRole(Roles.EVALUATOR, _actor(choice >> 8));
        else _authority.grantRole(Roles.EVALUATOR, _actor(choice >> 8), 0);
    }

    function invariant_workers_balance_isStakesPlusWhatIsOwed() public view {
        uint256 sumWei = 0;
        for (uint256 i = 0; i < ACTORS; ++i) {
            sumWei += _workers.workerOf(_actor(i)).stakeWei + _workers.slashedWeiOf(_actor(i));
        }
        assertEq(_token.balanceOf(address(_workers)), sumWei);
    }

    function invariant_workers_stake_isWhatCameInMinusWhatWasLost() public view {
        for (uint256 i = 0; i < ACTORS; ++i) {
            address actor = _actor(i);
            uint256 insideWei = _workers.workerOf(actor).stakeWei + _workers.slashedWeiOf(actor);
            assertEq(insideWei + _withdrawnWei[actor] + _lostWei[actor], _depositedWei[actor] + _wonWei[actor]);
        }
    }

    function invariant_workers_tokens_areConserved() public view {
        uint256 sumWei = _token.balanceOf(address(_workers));
        for (uint256 i = 0; i < ACTORS; ++i) sumWei += _token.balanceOf(_actor(i));
        assertEq(sumWei, SUPPLY_WEI);
    }

    function invariant_workers_active_meansBondedWithTheMinimum() public view {
        for (uint256 i = 0; i < ACTORS; ++i) {
            address actor = _actor(i);
            IWorkerRegistry.Worker memory worker = _workers.workerOf(actor);
            (bool isEvaluator, ) = _authority.hasRole(Roles.EVALUATOR, actor);
            bool isBonded = worker.leavingSince == 0 && worker.stakeWei >= STAKE_WEI;
            assertTrue(_workers.isActive(actor, 1) == (isBonded && worker.roles & 1 != 0), "compute");
            assertTrue(_workers.isActive(actor, 2) == (isBonded && worker.roles & 2 != 0 && isEvaluator), "evaluator");
        }
    }

    function invariant_workers_stake_neverLeavesBeforeTheUnbonding() public view {
        assertEq(_earlyWithdrawals, 0);
    }

    function _actor(uint256 choice) private pure returns (address) {
        return address(uint160(0xA0 + (choice % ACTORS)));
    }
}
