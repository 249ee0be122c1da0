// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {PermitStage} from "../../../test-support/PermitStage.sol";

/// @dev Regulation (EU) 2025/327 Art. 63(3), 68(12), 68(13).
contract PermitLifeTest is PermitStage {
    IPermitRegistry.State private constant ACTIVE = IPermitRegistry.State.ACTIVE;
    IPermitRegistry.State private constant SUSPENDED = IPermitRegistry.State.SUSPENDED;
    IPermitRegistry.State private constant REVOKED = IPermitRegistry.State.REVOKED;
    uint40 private constant END = NOW + 365 days;
    bytes32 private constant LATER = keccak256("later decision");

    function setUp() public override {
        super.setUp();
        issue();
        vm.startPrank(BODY);
    }

    function test_everyWriterButIssue_byAnotherAccessBody_reverts() public {
        vm.stopPrank();
        bytes[] memory calls = writerCalls();
        bytes memory expected = abi.encodeWithSelector(IPermitRegistry.PermitNotIssuer.selector, 1, OTHER_BODY);
        for (uint256 i = 1; i < calls.length; ++i) {
            vm.prank(OTHER_BODY);
            (bool success, bytes memory reason) = address(permits).call(calls[i]); // solhint-disable-line avoid-low-level-calls
            assertTrue(!success, "was let through");
            assertEq(keccak256(reason), keccak256(expected));
        }
    }

    function testFuzz_everyFunction_ofAnUnknownPermit_reverts(uint256 permitId) public {
        vm.assume(permitId != 1);
        bytes memory refusal = abi.encodeWithSelector(IPermitRegistry.PermitUnknown.selector, permitId);
        vm.expectRevert(refusal);
        permits.amend(permitId, LATER, RESEARCH, ids(1));
        vm.expectRevert(refusal);
        permits.extend(permitId, LATER, END + 1, NOW);
        vm.expectRevert(refusal);
        permits.suspend(permitId, REASON);
        vm.expectRevert(refusal);
        permits.resume(permitId);
        vm.expectRevert(refusal);
        permits.notifyFinding(permitId, FINDING);
        vm.expectRevert(refusal);
        permits.answerFinding(permitId, ANSWER);
        vm.expectRevert(refusal);
        permits.revoke(permitId, REASON);
        vm.expectRevert(refusal);
        permits.exclude(permitId, REASON, NOW + 1);
        vm.expectRevert(refusal);
        permits.check(permitId, HOLDER, RESEARCH, ids(1));
        vm.expectRevert(refusal);
        permits.requireCurrent(permitId, 1);
        vm.expectRevert(refusal);
        permits.permitOf(permitId);
        assertTrue(permits.isDead(permitId, 0) && !permits.covers(permitId, 1), "nothing there");
    }

    function test_amend_startsANewVersion_andKeepsDatesStateAndApproval() public {
        vm.warp(NOW + 10 days);
        permits.suspend(1, REASON);
        assertEq(permits.amend(1, LATER, RESEARCH, ids(3, 256)), 2);
        IPermitRegistry.DataPermit memory permit = permits.permitOf(1);
        assertEq(permit.version, 2);
        assertEq(permit.decisionHash, LATER);
        assertEq(permit.purposesMask, RESEARCH);
        assertEq(permit.approvedAt, NOW);
        assertEq(permit.validUntil, END);
        assertEq(uint8(permit.state), uint8(SUSPENDED));
        assertTrue(permits.covers(1, 3) && permits.covers(1, 256), "the new set");
        assertTrue(!permits.covers(1, 1) && !permits.covers(1, 2), "no longer the old one");
        permits.resume(1);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitVersionStale.selector, 1, 1, 2));
        permits.requireCurrent(1, 1);
        assertTrue(permits.isDead(1, 1) && !permits.isDead(1, 2), "jobs under version 1 are over");
    }

    function testFuzz_amend_checksAsIssueDoes(uint32 purposesMask, uint256 datasetId) public {
        vm.expectRevert(IPermitRegistry.PermitZeroHash.selector);
        permits.amend(1, 0, RESEARCH, ids(1));
        uint32 invalid = purposesMask & ~uint32(0xff);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitPurposesInvalid.selector, invalid));
        permits.amend(1, LATER, invalid, ids(1));
        vm.expectRevert(IPermitRegistry.PermitDatasetsInvalid.selector);
        permits.amend(1, LATER, RESEARCH, ids(datasetId % 2 == 0 ? 3 : 4, 3));
        vm.expectRevert(IPermitRegistry.PermitDatasetsInvalid.selector);
        permits.amend(1, LATER, RESEARCH, new uint256[](datasetId % 2 == 0 ? 0 : 65));
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitDatasetWrongLane.selector, COMMERCIAL));
        permits.amend(1, LATER, RESEARCH, ids(COMMERCIAL));
        assertEq(permits.permitOf(1).version, 1);
    }

    function test_amend_ofAnEndedPermit_reverts() public {
        vm.warp(END + 1);
        vm.expectRevert(notValid(ACTIVE));
        permits.amend(1, LATER, RESEARCH, ids(1));
        _hear();
        permits.revoke(1, REASON);
        vm.expectRevert(wrongState(REVOKED));
        permits.amend(1, LATER, RESEARCH, ids(1));
    }

    function test_extend_worksOnce_andKeepsTheVersion() public {
        vm.warp(END);
        permits.extend(1, LATER, END + 3653 days, NOW);
        IPermitRegistry.DataPermit memory permit = permits.permitOf(1);
        assertEq(permit.validUntil, END + 3653 days);
        assertEq(permit.decisionHash, LATER);
        assertEq(permit.version, 1);
        assertTrue(permit.extended, "extended");
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitAlreadyExtended.selector, 1));
        permits.extend(1, LATER, END + 3653 days + 1, NOW);
    }

    /// @dev Art. 68(12): asked in time, decided before the end, prolonged by at most ten years.
    function testFuzz_extend_isTakenExactlyWhenLawful(uint40 at, uint40 askedAt, uint40 validUntil) public {
        at = uint40(bound(at, END - 31 days, END));
        askedAt = uint40(bound(askedAt, END - 31 days, END));
        validUntil = uint40(bound(validUntil, END - 10 days, END + 3700 days));
        vm.warp(at);
        uint40 askBefore = END - (27 days - 1 hours);
        bool isLate = askedAt > at || askedAt > askBefore;
        bool isUnlawful = validUntil <= END || validUntil > END + 3653 days;
        if (isLate) {
            vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitExtensionLate.selector, 1, askBefore));
        } else if (isUnlawful) {
            vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitDatesInvalid.selector, NOW, validUntil));
        }
        permits.extend(1, LATER, validUntil, askedAt);
        assertEq(permits.permitOf(1).validUntil, isLate || isUnlawful ? END : validUntil);
    }

    function test_extend_ofAnEndedPermit_reverts() public {
        vm.warp(END + 1);
        vm.expectRevert(notValid(ACTIVE));
        permits.extend(1, LATER, END + 2, NOW);
    }

    function test_extend_withBadInput_reverts() public {
        vm.expectRevert(IPermitRegistry.PermitZeroHash.selector);
        permits.extend(1, 0, END + 1, NOW);
        permits.suspend(1, REASON);
        vm.expectRevert(wrongState(SUSPENDED));
        permits.extend(1, LATER, END + 1, NOW);
        _hear();
        permits.revoke(1, REASON);
        vm.expectRevert(wrongState(REVOKED));
        permits.extend(1, LATER, END + 1, NOW);
    }

    function test_suspend_andResume_goBothWays_andRevokeIsFinal() public {
        vm.expectRevert(wrongState(ACTIVE));
        permits.resume(1);
        vm.expectRevert(IPermitRegistry.PermitZeroHash.selector);
        permits.suspend(1, 0);
        permits.suspend(1, REASON);
        assertTrue(!permits.isDead(1, 1), "may be resumed");
        vm.expectRevert(wrongState(SUSPENDED));
        permits.suspend(1, REASON);
        permits.resume(1);
        assertEq(uint8(permits.permitOf(1).state), uint8(ACTIVE));

        vm.expectRevert(IPermitRegistry.PermitZeroHash.selector);
        permits.revoke(1, 0);
        _hear();
        permits.revoke(1, REASON);
        assertTrue(permits.isDead(1, 1), "for good");
        vm.expectRevert(wrongState(REVOKED));
        permits.revoke(1, REASON);
        vm.expectRevert(wrongState(REVOKED));
        permits.suspend(1, REASON);
        vm.expectRevert(wrongState(REVOKED));
        permits.resume(1);
    }

    function testFuzz_suspendAndRevoke_stopEveryUse(bool isFinal, bytes32 reasonHash) public {
        vm.assume(reasonHash != 0);
        if (isFinal) {
            _hear();
            permits.revoke(1, reasonHash);
        } else {
            permits.suspend(1, reasonHash);
        }
        bytes memory refusal = notValid(isFinal ? REVOKED : SUSPENDED);
        vm.expectRevert(refusal);
        permits.check(1, HOLDER, RESEARCH, ids(1));
        vm.expectRevert(refusal);
        permits.requireCurrent(1, 1);
        assertTrue(permits.isDead(1, 1) == isFinal, "dead if final");
        if (isFinal) return;
        permits.resume(1);
        permits.requireCurrent(1, 1);
    }

    function _hear() private {
        vm.stopPrank();
        hear();
        vm.startPrank(BODY);
    }
}
