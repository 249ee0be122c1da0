// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {PermitStage} from "../../../test-support/PermitStage.sol";

/// @dev Regulation (EU) 2025/327 Art. 63(2) and (3), 71(4).
contract PermitSanctionsTest is PermitStage {
    uint40 private constant FIVE_YEARS = 1828 days + 1 hours;

    function setUp() public override {
        super.setUp();
        issue();
    }

    function test_art63_2_revoke_withoutAFinding_reverts_whileSuspendNeedsNone() public {
        vm.startPrank(BODY);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNotHeard.selector, 1, 0));
        permits.revoke(1, REASON);
        permits.suspend(1, REASON);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNotHeard.selector, 1, 0));
        permits.revoke(1, REASON);
    }

    function testFuzz_art63_2_revoke_waitsForTheAnswerOrFourWeeks(uint40 at, bool isAnswered) public {
        at = uint40(bound(at, NOW, NOW + 40 days));
        vm.prank(BODY);
        permits.notifyFinding(1, FINDING);
        assertEq(permits.revocableFrom(1), NOW + 28 days);
        vm.warp(at);
        bool isOver = at >= NOW + 28 days;
        if (isAnswered) {
            vm.prank(HOLDER);
            if (isOver) {
                vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNothingToAnswer.selector, 1));
            }
            permits.answerFinding(1, ANSWER);
        }
        if (!isAnswered && !isOver) {
            vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNotHeard.selector, 1, NOW + 28 days));
        }
        vm.prank(BODY);
        permits.revoke(1, REASON);
        bool isRevoked = permits.permitOf(1).state == IPermitRegistry.State.REVOKED;
        assertTrue(isRevoked == (isAnswered || isOver), "revoked if heard");
    }

    function testFuzz_art63_2_answer_isTheHoldersAlone_andOnce(address account) public {
        vm.assume(account != HOLDER);
        vm.prank(HOLDER);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNothingToAnswer.selector, 1));
        permits.answerFinding(1, ANSWER);
        vm.prank(BODY);
        permits.notifyFinding(1, FINDING);
        vm.prank(account);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNotHolder.selector, 1, account));
        permits.answerFinding(1, ANSWER);
        vm.startPrank(HOLDER);
        vm.expectRevert(IPermitRegistry.PermitZeroHash.selector);
        permits.answerFinding(1, 0);
        permits.answerFinding(1, ANSWER);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNothingToAnswer.selector, 1));
        permits.answerFinding(1, ANSWER);
    }

    function test_art63_2_anotherFinding_startsAnew_andARevokedPermitHasNone() public {
        hear();
        vm.startPrank(BODY);
        vm.expectRevert(IPermitRegistry.PermitZeroHash.selector);
        permits.notifyFinding(1, 0);
        permits.notifyFinding(1, FINDING);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNotHeard.selector, 1, NOW + 28 days));
        permits.revoke(1, REASON);
        vm.warp(NOW + 28 days);
        permits.revoke(1, REASON);
        vm.expectRevert(wrongState(IPermitRegistry.State.REVOKED));
        permits.notifyFinding(1, FINDING);
    }

    function test_art63_3_exclude_needsARevokedPermitOfTheBody() public {
        vm.startPrank(BODY);
        vm.expectRevert(wrongState(IPermitRegistry.State.ACTIVE));
        permits.exclude(1, REASON, NOW + 1 days);
        vm.stopPrank();
        _revoke();
        vm.prank(OTHER_BODY);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNotIssuer.selector, 1, OTHER_BODY));
        permits.exclude(1, REASON, NOW + 1 days);
        vm.prank(BODY);
        vm.expectRevert(IPermitRegistry.PermitZeroHash.selector);
        permits.exclude(1, 0, NOW + 1 days);
    }

    function testFuzz_art63_3_exclusion_endsWithinFiveYearsOfTheRevocation(uint40 until, uint40 later) public {
        _revoke();
        later = uint40(bound(later, 0, 400 days));
        until = uint40(bound(until, NOW, NOW + FIVE_YEARS + 800 days));
        // Time that passes after the revocation prolongs nothing.
        vm.warp(NOW + later);
        bool isTooLong = until > NOW + FIVE_YEARS;
        if (isTooLong) {
            bytes4 selector = IPermitRegistry.PermitExclusionTooLong.selector;
            vm.expectRevert(abi.encodeWithSelector(selector, until, NOW + FIVE_YEARS));
        }
        vm.prank(BODY);
        permits.exclude(1, REASON, until);
        assertEq(permits.excludedUntil(HOLDER), isTooLong ? 0 : until);
    }

    /// @dev Both ends count, as with a permit's own dates.
    function testFuzz_art63_3_anExcludedHolder_getsNoPermit_andUsesNone(uint40 at) public {
        at = uint40(bound(at, NOW, NOW + 60 days));
        vm.prank(OTHER_BODY);
        uint256 other = permits.issue(decision());
        _revoke();
        vm.prank(BODY);
        permits.exclude(1, REASON, NOW + 30 days);
        vm.warp(at);
        bool isExcluded = at <= NOW + 30 days;
        bytes memory refusal = abi.encodeWithSelector(
            IPermitRegistry.PermitHolderExcluded.selector,
            HOLDER,
            NOW + 30 days
        );
        if (isExcluded) vm.expectRevert(refusal);
        permits.check(other, HOLDER, RESEARCH, ids(1));
        if (isExcluded) vm.expectRevert(refusal);
        permits.requireCurrent(other, 1);
        assertTrue(!permits.isDead(other, 1), "an exclusion ends");
        vm.startPrank(OTHER_BODY);
        if (isExcluded) vm.expectRevert(refusal);
        permits.extend(other, REASON, NOW + 400 days, NOW);
        if (isExcluded) vm.expectRevert(refusal);
        permits.issue(decision());
        IPermitRegistry.Decision memory another = decision();
        another.holder = HOSPITAL;
        permits.issue(another);
    }

    function test_art63_3_theBodyMayEndItsExclusion_andNoOtherMayShortenIt() public {
        vm.prank(OTHER_BODY);
        permits.issue(decision());
        _revoke();
        vm.prank(OTHER_BODY);
        permits.notifyFinding(2, FINDING);
        vm.prank(HOLDER);
        permits.answerFinding(2, ANSWER);
        vm.prank(OTHER_BODY);
        permits.revoke(2, REASON);
        vm.prank(BODY);
        permits.exclude(1, REASON, NOW + 30 days);
        vm.startPrank(OTHER_BODY);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitExclusionShorter.selector, HOLDER, NOW + 30 days));
        permits.exclude(2, REASON, NOW + 30 days);
        permits.exclude(2, REASON, NOW + 31 days);
        vm.stopPrank();
        vm.prank(BODY);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitExclusionShorter.selector, HOLDER, NOW + 31 days));
        permits.exclude(1, REASON, NOW);
        vm.warp(NOW + 1);
        vm.prank(OTHER_BODY);
        permits.exclude(2, REASON, NOW);
        vm.prank(BODY);
        permits.issue(decision());
    }

    function testFuzz_art71_4_theExceptionIsAsDecided_andSurvivesAnAmendment(bool isExcepted) public {
        IPermitRegistry.Decision memory asked = decision();
        asked.optOutException = isExcepted;
        vm.startPrank(BODY);
        uint256 permitId = permits.issue(asked);
        permits.amend(permitId, REASON, RESEARCH, ids(1));
        assertTrue(permits.permitOf(permitId).optOutException == isExcepted, "as decided");
        assertTrue(!permits.permitOf(1).optOutException, "of this permit alone");
    }

    function _revoke() private {
        hear();
        vm.prank(BODY);
        permits.revoke(1, REASON);
    }
}
