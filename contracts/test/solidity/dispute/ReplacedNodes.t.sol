// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDisputes} from "../../../src/dispute/IDisputes.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../../src/job/JobSignatures.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

/// @dev Who answers for a job after a node of it was replaced: those who signed its report, and nobody else; and for two
/// reports whoever signed them.
contract ReplacedNodesTest is JobStage {
    uint256 private constant SPARE_KEY = 0x59A4E;

    address private _spare;

    function setUp() public override {
        super.setUp();
        _spare = registerSpare(SPARE_KEY);
    }

    function testFuzz_upheld_slashesTheNewcomer_andNotWhoWasReplaced(uint8 index) public {
        index %= 3;
        _settleWithSpareAt(index);
        _open();
        for (uint256 i = 0; i < 3; ++i) _vote(voters[i]);
        uint128 leftWei = STAKE_WEI - (STAKE_WEI * SLASH_BPS) / 10_000;
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(workers.workerOf(nodes[i]).stakeWei, i == index ? STAKE_WEI : leftWei);
        }
        assertEq(workers.workerOf(_spare).stakeWei, leftWei);
        assertEq(workers.workerOf(evaluator).stakeWei, leftWei);
    }

    function test_whoWasReplaced_isPaidNothing() public {
        _settleWithSpareAt(1);
        vm.prank(BUYER);
        market.release(ORDER, settlementOf(ORDER));
        for (uint256 i = 0; i < 7; ++i) claimPayout(ORDER, i);
        assertEq(token.balanceOf(nodes[1]), 0);
        assertTrue(token.balanceOf(_spare) > 0, "the newcomer is paid");
    }

    /// @dev It had a part in the job, though no share in the order.
    function test_vote_ofAReplacedNode_reverts() public {
        uint256 key = 0x80713;
        address both = vm.addr(key);
        nodeKeys[both] = key;
        registerWorker(both, 3);
        claim(ORDER);
        replaceNode(ORDER, 2, both);
        replaceNode(ORDER, 2, _spare);
        measure(ORDER);
        _finish();
        _open();
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeParty.selector, both));
        _vote(both);
        _vote(voters[0]);

        // Of another order it may.
        playUntilSettled(EHDS_ORDER);
        vm.prank(BUYER);
        disputes.open(EHDS_ORDER, settlementOf(EHDS_ORDER), "evidence");
        vm.prank(both);
        disputes.vote(EHDS_ORDER, settlementOf(EHDS_ORDER), true, "opinion");
    }

    /// @dev Being replaced is no way out.
    function test_twoReports_ofAReplacedNode_costItsStake() public {
        claim(ORDER);
        replaceNode(ORDER, 0, _spare);
        IJobRegistry.Report memory second = _otherReport();
        disputes.proveEquivocation(
            ORDER,
            nodes[0],
            reportOf(ORDER),
            _signReport(LEAD_KEY, reportOf(ORDER)),
            second,
            _signReport(LEAD_KEY, second)
        );
        assertTrue(workers.workerOf(nodes[0]).stakeWei < STAKE_WEI / 2, "slashed");
    }

    /// @dev What honest survivors sign on the way, several replacements and then one report, is no proof against them.
    function test_signedReplacements_areNoProofOfTwoReports() public {
        claim(ORDER);
        measure(ORDER);
        bytes[2] memory signatures = signReplacement(ORDER, 1, _spare);
        replaceNode(ORDER, 1, _spare);
        _finish();
        bytes memory reported = _signReport(LEAD_KEY, reportOf(ORDER));
        vm.expectRevert(abi.encodeWithSelector(IDisputes.EquivocationBadSignature.selector, nodes[0]));
        disputes.proveEquivocation(ORDER, nodes[0], reportOf(ORDER), reported, _otherReport(), signatures[0]);
    }

    function _settleWithSpareAt(uint8 index) private {
        claim(ORDER);
        measure(ORDER);
        replaceNode(ORDER, index, _spare);
        _finish();
    }

    function _finish() private {
        commit(ORDER);
        report(ORDER);
        certify(ORDER, true);
        finalise(ORDER);
    }

    function _open() private {
        vm.prank(BUYER);
        disputes.open(ORDER, settlementOf(ORDER), "evidence");
    }

    function _vote(address voter) private {
        vm.prank(voter);
        disputes.vote(ORDER, settlementOf(ORDER), true, "opinion");
    }

    function _signReport(uint256 key, IJobRegistry.Report memory reported) private view returns (bytes memory) {
        return sign(key, typedHash(address(jobs), JobSignatures.hashReport(ORDER, reported)));
    }

    function _otherReport() private pure returns (IJobRegistry.Report memory other) {
        other = reportOf(ORDER);
        other.outputHash = keccak256("another file");
    }
}
