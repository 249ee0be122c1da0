// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {PermitStage} from "../../../test-support/PermitStage.sol";

/// @dev The public register of Art. 57(1)(j) is built from these.
contract PermitEventsTest is PermitStage {
    bytes32 private constant LATER = keccak256("later decision");

    function test_everyWriter_saysWhatWasDecided() public {
        vm.startPrank(BODY);
        _expect();
        emit IPermitRegistry.PermitIssued(1, BODY, HOLDER, decision());
        permits.issue(decision());
        _expect();
        emit IPermitRegistry.PermitAmended(1, 2, LATER, RESEARCH, ids(3));
        permits.amend(1, LATER, RESEARCH, ids(3));
        _expect();
        emit IPermitRegistry.PermitExtended(1, DECISION, NOW + 400 days);
        permits.extend(1, DECISION, NOW + 400 days, NOW);
        _expect();
        emit IPermitRegistry.PermitSuspended(1, REASON);
        permits.suspend(1, REASON);
        _expect();
        emit IPermitRegistry.PermitResumed(1);
        permits.resume(1);
        _expect();
        emit IPermitRegistry.PermitFindingNotified(1, FINDING, NOW + 28 days);
        permits.notifyFinding(1, FINDING);
        vm.stopPrank();
        _expect();
        emit IPermitRegistry.PermitFindingAnswered(1, ANSWER);
        vm.prank(HOLDER);
        permits.answerFinding(1, ANSWER);
        vm.startPrank(BODY);
        _expect();
        emit IPermitRegistry.PermitRevoked(1, LATER);
        permits.revoke(1, LATER);
        _expect();
        emit IPermitRegistry.HolderExcluded(1, HOLDER, REASON, NOW + 1827 days);
        permits.exclude(1, REASON, NOW + 1827 days);
    }

    function _expect() private {
        vm.expectEmit(address(permits));
    }
}
