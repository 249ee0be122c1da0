// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {ConsentStage} from "../../../test-support/ConsentStage.sol";
import {InvariantBase} from "../../../test-support/InvariantBase.sol";

/// @dev The test contract is the runner's only target. Eight keys grant and withdraw on two datasets, the owner admits and
/// passes withdrawals on; calls in try blocks may fail, everything else must succeed.
contract ConsentInvariantsTest is ConsentStage, InvariantBase {
    uint256 private constant KEYS = 8;

    /// @dev Largest state and epoch seen so far, and what the epoch must be.
    mapping(uint256 datasetId => mapping(uint256 seed => uint8)) private _seenState;
    mapping(uint256 datasetId => uint64) private _seenEpoch;
    mapping(uint256 datasetId => uint64) private _withdrawals;
    bool private _hasMovedBack;
    uint64 private _lists;

    function handlers() internal view override returns (bytes4[] memory selectors) {
        selectors = new bytes4[](6);
        selectors[0] = this.grant.selector;
        selectors[1] = this.admitOne.selector;
        selectors[2] = this.withdrawOne.selector;
        selectors[3] = this.withdrawMany.selector;
        selectors[4] = this.suspend.selector;
        selectors[5] = this.optOut.selector;
    }

    function grant(uint256 choice) external {
        (uint256 seed, uint256 datasetId) = _pick(choice);
        bytes32 recordHash = keccak256(abi.encode(choice));
        if (choice % 3 == 0) {
            vm.prank(consentKey(seed));
            try consents.grant(datasetId, recordHash) {} catch {} // solhint-disable-line no-empty-blocks
        } else {
            IConsentRegistry.Signature memory signature = signGrant(seed, datasetId, recordHash);
            // solhint-disable-next-line no-empty-blocks
            try consents.grantBySig(datasetId, recordHash, signature) {} catch {}
        }
        _observe();
    }

    function admitOne(uint256 choice) external {
        (uint256 seed, ) = _pick(choice);
        admit(seed, COMMERCIAL);
        _observe();
    }

    function withdrawOne(uint256 choice) external {
        (uint256 seed, uint256 datasetId) = _pick(choice);
        (IConsentRegistry.GrantState state, ) = consents.grantOf(datasetId, consentKey(seed));
        try consents.withdrawKeyBySig(datasetId, signKeyWithdrawal(seed, datasetId)) {
            if (state == IConsentRegistry.GrantState.ADMITTED) ++_withdrawals[datasetId];
        } catch {} // solhint-disable-line no-empty-blocks
        _observe();
    }

    function withdrawMany(bytes32 nullifier) external {
        bytes32[] memory nullifiers = new bytes32[](1);
        nullifiers[0] = nullifier;
        vm.prank(HOSPITAL);
        consents.withdrawBatch(COMMERCIAL, nullifiers, RECORD);
        ++_withdrawals[COMMERCIAL];
        _observe();
    }

    function suspend(bool suspended) external {
        vm.prank(HOSPITAL);
        consents.suspendBasis(COMMERCIAL, suspended);
        _observe();
    }

    function optOut(uint16 pass) external {
        vm.warp(block.timestamp + pass);
        vm.prank(HOSPITAL);
        assertEq(consents.anchorOptOutRoot(EHDS, RECORD), ++_lists);
        _observe();
    }

    function invariant_grantsMoveForwardOnly_soAWithdrawnKeyNeverGrantsAgain() public view {
        assertTrue(!_hasMovedBack, "a grant or an epoch moved back");
    }

    function invariant_epochIsTheNumberOfWithdrawals() public view {
        assertEq(consents.consentEpoch(COMMERCIAL), _withdrawals[COMMERCIAL]);
    }

    function invariant_epochOfTheEhdsLaneIsZero() public view {
        assertEq(consents.consentEpoch(EHDS), 0);
    }

    function _observe() private {
        for (uint256 datasetId = COMMERCIAL; datasetId <= EHDS; ++datasetId) {
            uint64 epoch = consents.consentEpoch(datasetId);
            if (epoch < _seenEpoch[datasetId]) _hasMovedBack = true;
            _seenEpoch[datasetId] = epoch;
            for (uint256 seed = 0; seed < KEYS; ++seed) {
                (IConsentRegistry.GrantState state, ) = consents.grantOf(datasetId, consentKey(seed));
                if (uint8(state) < _seenState[datasetId][seed]) _hasMovedBack = true;
                _seenState[datasetId][seed] = uint8(state);
            }
        }
    }

    function _pick(uint256 choice) private pure returns (uint256 seed, uint256 datasetId) {
        return (choice % KEYS, choice % 5 == 0 ? EHDS : COMMERCIAL);
    }
}
