// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../../src/job/JobSignatures.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

contract CommitRevealTest is JobStage {
    function setUp() public override {
        super.setUp();
        claim(ORDER);
        measure(ORDER);
    }

    function test_commit_keepsAndTellsTheCommitments() public {
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobCommitted(ORDER, resultCommits(ORDER));
        commit(ORDER);
        assertJob(ORDER, IJobRegistry.State.COMMITTED);
    }

    function testFuzz_commit_byAnyoneButTheLead_reverts(address caller) public {
        vm.assume(caller != nodes[0]);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, ORDER, caller));
        vm.prank(caller);
        jobs.commit(ORDER, jobOf(ORDER), resultCommits(ORDER));
    }

    function testFuzz_commit_ofZero_reverts(uint8 position, bytes32[3] memory commits) public {
        commits[position % 3] = bytes32(0);
        vm.expectRevert(IJobRegistry.JobZeroDigest.selector);
        _commit(commits);
    }

    function test_commit_afterTheDeadline_reverts() public {
        uint40 deadline = termsOf(ORDER).deadline;
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, ORDER, deadline));
        _commit(resultCommits(ORDER));
        vm.warp(deadline);
        commit(ORDER);
    }

    function test_commit_twice_reverts() public {
        commit(ORDER);
        expectWrongState(ORDER, IJobRegistry.State.COMMITTED);
        _commit(resultCommits(ORDER));
    }

    function test_commit_beforeTheMeasurement_reverts() public {
        claim(EHDS_ORDER);
        expectWrongState(EHDS_ORDER, IJobRegistry.State.CLAIMED);
        vm.prank(nodes[0]);
        jobs.commit(EHDS_ORDER, jobOf(EHDS_ORDER), resultCommits(EHDS_ORDER));
    }

    function test_report_keepsAndTellsTheReport() public {
        commit(ORDER);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobReported(ORDER, reportOf(ORDER));
        report(ORDER);
        assertJob(ORDER, IJobRegistry.State.REPORTED);
    }

    function test_report_withoutCommitments_isImpossible() public {
        expectWrongState(ORDER, IJobRegistry.State.MEASURED);
        _report(reportOf(ORDER), salts(), signReport(ORDER, reportOf(ORDER)));
    }

    function test_report_twice_reverts() public {
        commit(ORDER);
        report(ORDER);
        expectWrongState(ORDER, IJobRegistry.State.REPORTED);
        _report(reportOf(ORDER), salts(), signReport(ORDER, reportOf(ORDER)));
    }

    function test_report_afterTheDeadline_reverts() public {
        commit(ORDER);
        uint40 deadline = termsOf(ORDER).deadline;
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, ORDER, deadline));
        _report(reportOf(ORDER), salts(), signReport(ORDER, reportOf(ORDER)));
    }

    function testFuzz_report_byAnyoneButTheLead_reverts(address caller) public {
        vm.assume(caller != nodes[0]);
        commit(ORDER);
        bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, ORDER, caller));
        vm.prank(caller);
        jobs.report(ORDER, jobOf(ORDER), reportOf(ORDER), salts(), signatures);
    }

    function test_report_withAZeroDigest_reverts() public {
        commit(ORDER);
        bytes32[3][3] memory bad = [
            [bytes32(0), "output", "model"],
            [bytes32("manifest"), bytes32(0), "model"],
            [bytes32("manifest"), "output", bytes32(0)]
        ];
        for (uint256 i = 0; i < 3; ++i) {
            IJobRegistry.Report memory reported = IJobRegistry.Report(bad[i][0], bad[i][1], bad[i][2]);
            vm.expectRevert(IJobRegistry.JobZeroDigest.selector);
            _report(reported, salts(), signReport(ORDER, reported));
        }
    }

    function testFuzz_report_withAWrongSalt_namesTheNode(uint8 position, bytes32 salt) public {
        commit(ORDER);
        bytes32[3] memory wrong = salts();
        vm.assume(salt != wrong[position % 3]);
        wrong[position % 3] = salt;
        bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadReveal.selector, nodes[position % 3]));
        _report(reportOf(ORDER), wrong, signatures);
    }

    /// @dev Any other report, although all nodes sign it now: what was committed to is what can be shown.
    function testFuzz_report_ofAnythingElse_reverts(IJobRegistry.Report memory other) public {
        vm.assume(other.manifestDigest != 0 && other.outputHash != 0 && other.modelDigest != 0);
        vm.assume(keccak256(abi.encode(other)) != keccak256(abi.encode(reportOf(ORDER))));
        commit(ORDER);
        bytes[3] memory signatures = signReport(ORDER, other);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadReveal.selector, nodes[0]));
        _report(other, salts(), signatures);
    }

    function test_report_onACommitmentCopiedFromAnotherNode_cannotBeOpened() public {
        bytes32[3] memory commits = resultCommits(ORDER);
        commits[1] = commits[0];
        _commit(commits);
        bytes32[3] memory copied = salts();
        // Not with its own salt, and not with the one it learns when the first node opens.
        bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobBadReveal.selector, nodes[1]);
        vm.expectRevert(refusal);
        _reportOn(commits, copied, signatures);
        copied[1] = copied[0];
        vm.expectRevert(refusal);
        _reportOn(commits, copied, signatures);
    }

    function test_report_onACommitmentOfAnotherOrder_cannotBeOpened() public {
        bytes32[3] memory commits = resultCommits(ORDER);
        commits[2] = JobSignatures.hashCommit(EHDS_ORDER, nodes[2], reportOf(ORDER), salts()[2]);
        _commit(commits);
        bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadReveal.selector, nodes[2]));
        _reportOn(commits, salts(), signatures);
    }

    function test_report_withAWrongSignature_namesTheNode() public {
        commit(ORDER);
        bytes32 digest = typedHash(address(jobs), JobSignatures.hashReport(ORDER, reportOf(ORDER)));
        bytes32 other = typedHash(address(jobs), JobSignatures.hashReport(EHDS_ORDER, reportOf(ORDER)));
        bytes32 elsewhere = typedHash(address(market), JobSignatures.hashReport(ORDER, reportOf(ORDER)));
        bytes[5] memory bad = [
            bytes(""),
            hex"00",
            sign(EVALUATOR_KEY, digest),
            sign(NODE3_KEY, other),
            sign(NODE3_KEY, elsewhere)
        ];
        for (uint256 i = 0; i < bad.length; ++i) {
            bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
            signatures[2] = bad[i];
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[2]));
            _report(reportOf(ORDER), salts(), signatures);
        }
    }

    function test_report_withSignaturesInAnotherOrder_reverts() public {
        commit(ORDER);
        bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[0]));
        _report(reportOf(ORDER), salts(), signatures);
    }

    function testFuzz_hashTypedReport_isTheEip712Digest(uint256 orderId, IJobRegistry.Report memory some) public view {
        assertEq(
            jobs.hashTypedReport(orderId, some),
            typedHash(address(jobs), JobSignatures.hashReport(orderId, some))
        );
    }

    function _commit(bytes32[3] memory commits) private {
        vm.prank(nodes[0]);
        jobs.commit(ORDER, jobOf(ORDER), commits);
    }

    function _report(
        IJobRegistry.Report memory reported,
        bytes32[3] memory opened,
        bytes[3] memory signatures
    ) private {
        vm.prank(nodes[0]);
        jobs.report(ORDER, jobOf(ORDER), reported, opened, signatures);
    }

    function _reportOn(bytes32[3] memory commits, bytes32[3] memory opened, bytes[3] memory signatures) private {
        IJobRegistry.Job memory job = jobOf(ORDER);
        job.resultCommits = commits;
        vm.prank(nodes[0]);
        jobs.report(ORDER, job, reportOf(ORDER), opened, signatures);
    }
}
