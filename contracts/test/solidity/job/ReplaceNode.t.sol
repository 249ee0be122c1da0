// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../../src/job/JobSignatures.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

contract ReplaceNodeTest is JobStage {
    uint256 private constant SPARE_KEY = 0x59A4E;
    uint256 private constant OTHER_SPARE_KEY = 0x59A4F;

    address private _spare;
    address private _otherSpare;

    function setUp() public override {
        super.setUp();
        (_spare, _otherSpare) = (registerSpare(SPARE_KEY), registerSpare(OTHER_SPARE_KEY));
        claim(ORDER);
    }

    /// @dev Whichever node is gone, before and after the measurement: the rest of the record stays, the job is finished by
    /// those who are left, and they are paid.
    function testFuzz_replaceNode_theJobIsFinished_andTheNewcomerIsPaid(uint8 index, bool isMeasured) public {
        index %= 3;
        if (isMeasured) measure(ORDER);
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobNodeReplaced(ORDER, index, nodes[index], _spare);
        // Sent by the stage, which has no part in the order: anyone may.
        replaceNode(ORDER, index, _spare);
        assertJob(ORDER, isMeasured ? IJobRegistry.State.MEASURED : IJobRegistry.State.CLAIMED);
        assertTrue(jobs.wasReplaced(ORDER, nodes[index]), "kept");
        assertTrue(!jobs.wasReplaced(ORDER, _spare), "the newcomer works");
        if (!isMeasured) measure(ORDER);
        commit(ORDER);
        report(ORDER);
        certify(ORDER, true);
        finalise(ORDER);
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(settlementOf(ORDER).payees[2 + i], i == index ? _spare : nodes[i]);
        }
    }

    function test_replaceNode_atIndexZero_makesANewLead() public {
        replaceNode(ORDER, 0, _spare);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, ORDER, nodes[0]));
        vm.prank(nodes[0]);
        jobs.measure(ORDER, termsOf(ORDER), jobOf(ORDER), keccak256("commit"), 0);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, ORDER, nodes[0]));
        vm.prank(nodes[0]);
        fail(ORDER, IJobRegistry.FailReason.LEAD_GAVE_UP);
        measure(ORDER);
        vm.prank(_spare);
        fail(ORDER, IJobRegistry.FailReason.LEAD_GAVE_UP);
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(IJobRegistry.State.FAILED));
    }

    /// @dev Both of them, in order, over exactly this.
    function testFuzz_replaceNode_withOneWrongSignature_reverts(uint8 index, bool isSecond, uint256 key) public {
        index %= 3;
        uint256 position = isSecond ? 1 : 0;
        address survivor = nodes[_survivor(index, position)];
        key = bound(key, 1, 1 << 200);
        vm.assume(key != nodeKeys[survivor]);
        bytes[2] memory signatures = signReplacement(ORDER, index, _spare);
        signatures[position] = sign(key, replacementDigest(ORDER, index, _spare));
        _refused(index, _spare, signatures, abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, survivor));
    }

    function test_replaceNode_withSignaturesInTheOtherOrder_reverts() public {
        bytes[2] memory signatures = signReplacement(ORDER, 1, _spare);
        (signatures[0], signatures[1]) = (signatures[1], signatures[0]);
        _refused(1, _spare, signatures, abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[0]));
    }

    function test_replaceNode_withTheReplacedNodesOwnSignature_reverts() public {
        bytes[2] memory signatures = signReplacement(ORDER, 1, _spare);
        signatures[1] = sign(NODE2_KEY, replacementDigest(ORDER, 1, _spare));
        _refused(1, _spare, signatures, abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[2]));
    }

    /// @dev Signed for another place, node, order, contract, or as something else: none of it will do.
    function test_replaceNode_withSignaturesOverSomethingElse_reverts() public {
        claim(EHDS_ORDER);
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[0]);
        bytes32 jobHash = keccak256(abi.encode(jobOf(ORDER)));
        bytes32 structHash = JobSignatures.hashReplacement(ORDER, 1, _spare, jobHash);
        bytes32[6] memory digests = [
            replacementDigest(ORDER, 2, _spare),
            replacementDigest(ORDER, 1, _otherSpare),
            replacementDigest(EHDS_ORDER, 1, _spare),
            typedHash(address(market), structHash),
            typedHash(address(jobs), JobSignatures.hashReport(ORDER, reportOf(ORDER))),
            typedHash(address(jobs), JobSignatures.hashReplacement(ORDER, 1, _spare, bytes32(uint256(jobHash) ^ 1)))
        ];
        for (uint256 i = 0; i < digests.length; ++i) {
            bytes[2] memory signatures = [sign(LEAD_KEY, digests[i]), sign(NODE3_KEY, digests[i])];
            _refused(1, _spare, signatures, refusal);
        }
    }

    /// @dev The job's hash is in what is signed, so what was signed once is void after any change, the same one included.
    function test_replaceNode_signaturesServeOnce() public {
        bytes[2] memory first = signReplacement(ORDER, 2, _spare);
        bytes[2] memory second = signReplacement(ORDER, 1, _otherSpare);
        replaceNode(ORDER, 2, _spare);
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[0]);
        _refused(1, _otherSpare, second, refusal);
        replaceNode(ORDER, 2, _otherSpare);
        _refused(2, _spare, first, abi.encodeWithSelector(IJobRegistry.JobNodeWasReplaced.selector, ORDER, _spare));
    }

    function test_replaceNode_signaturesOfBeforeTheMeasurement_areVoidAfterIt() public {
        bytes[2] memory signatures = signReplacement(ORDER, 2, _spare);
        measure(ORDER);
        _refused(2, _spare, signatures, abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[0]));
    }

    /// @dev At another index it would hold two of three shares; at its own it may not come back either.
    function testFuzz_replaceNode_byOneThatWasReplaced_reverts(uint8 first, uint8 second) public {
        (first, second) = (first % 3, second % 3);
        replaceNode(ORDER, first, _spare);
        bytes[2] memory signatures = signReplacement(ORDER, second, nodes[first]);
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobNodeWasReplaced.selector, ORDER, nodes[first]);
        _refused(second, nodes[first], signatures, refusal);
    }

    /// @dev A new claim is new shares: somebody replaced in the last one may be named by it.
    function test_aLaterClaim_mayNameWhoWasReplaced() public {
        replaceNode(ORDER, 0, _spare);
        IJobRegistry.Job memory previous = jobOf(ORDER);
        vm.warp(block.timestamp + CLAIM_WINDOW);
        vm.recordLogs();
        vm.prank(nodes[0]);
        jobs.claim(ORDER, termsOf(ORDER), nodes, previous);
        keepClaim(ORDER);
        assertJob(ORDER, IJobRegistry.State.CLAIMED);
        measure(ORDER);
    }

    function testFuzz_replaceNode_byOneOfTheNodes_reverts(uint8 index, uint8 newcomer) public {
        (index, newcomer) = (index % 3, newcomer % 3);
        bytes[2] memory signatures = signReplacement(ORDER, index, nodes[newcomer]);
        _refused(index, nodes[newcomer], signatures, abi.encodeWithSelector(IJobRegistry.JobNodesInvalid.selector));
    }

    function testFuzz_replaceNode_atAPlaceThatThereIsNot_reverts(uint8 index) public {
        index = uint8(bound(index, 3, 255));
        bytes[2] memory signatures = signReplacement(ORDER, 0, _spare);
        _refused(index, _spare, signatures, abi.encodeWithSelector(IJobRegistry.JobNodesInvalid.selector));
    }

    function testFuzz_replaceNode_bySomebodyNotActive_reverts(address node) public {
        vm.assume(!workers.isActive(node, 1));
        bytes[2] memory signatures = signReplacement(ORDER, 0, node);
        _refused(0, node, signatures, abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, node));
    }

    function test_replaceNode_byALeavingNode_orAnEvaluator_reverts() public {
        vm.prank(_spare);
        workers.leave();
        address[2] memory unfit = [_spare, evaluator];
        for (uint256 i = 0; i < 2; ++i) {
            bytes[2] memory signatures = signReplacement(ORDER, 0, unfit[i]);
            _refused(0, unfit[i], signatures, abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, unfit[i]));
        }
    }

    function test_replaceNode_byAPartyOfTheOrder_reverts() public {
        address[3] memory parties = [BUYER, HOSPITAL_A, HOSPITAL_B];
        for (uint256 i = 0; i < 3; ++i) {
            registerWorker(parties[i], 1);
            bytes[2] memory signatures = signReplacement(ORDER, 1, parties[i]);
            bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobPartyConflict.selector, parties[i]);
            _refused(1, parties[i], signatures, refusal);
        }
    }

    /// @dev From COMMITTED on nodes may have signed a report, which names the nodes: no more changes.
    function test_replaceNode_inEveryOtherState_reverts() public {
        bytes[2] memory signatures;
        expectWrongState(EHDS_ORDER, IJobRegistry.State.REQUESTED);
        jobs.replaceNode(EHDS_ORDER, termsOf(EHDS_ORDER), emptyJob(), 0, _spare, signatures);
        expectWrongState(99, IJobRegistry.State.NONE);
        jobs.replaceNode(99, termsOf(ORDER), emptyJob(), 0, _spare, signatures);
        measure(ORDER);
        commit(ORDER);
        _refusedIn(IJobRegistry.State.COMMITTED);
        report(ORDER);
        _refusedIn(IJobRegistry.State.REPORTED);
        certify(ORDER, true);
        _refusedIn(IJobRegistry.State.CERTIFIED);
        finalise(ORDER);
        _refusedIn(IJobRegistry.State.FINALISED);
        claim(EHDS_ORDER);
        vm.prank(nodes[0]);
        fail(EHDS_ORDER, IJobRegistry.FailReason.LEAD_GAVE_UP);
        expectWrongState(EHDS_ORDER, IJobRegistry.State.FAILED);
        jobs.replaceNode(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), 0, _spare, signatures);
    }

    function testFuzz_replaceNode_inTimeOnly(uint40 at) public {
        uint40 deadline = termsOf(ORDER).deadline;
        vm.warp(bound(at, block.timestamp, type(uint40).max));
        bytes[2] memory signatures = signReplacement(ORDER, 1, _spare);
        if (block.timestamp > deadline) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, ORDER, deadline));
        }
        jobs.replaceNode(ORDER, termsOf(ORDER), jobOf(ORDER), 1, _spare, signatures);
    }

    function test_replaceNode_onOtherTermsOrAnotherJob_reverts() public {
        claim(EHDS_ORDER);
        bytes[2] memory signatures = signReplacement(ORDER, 1, _spare);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        jobs.replaceNode(ORDER, termsOf(EHDS_ORDER), jobOf(ORDER), 1, _spare, signatures);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobMismatch.selector, ORDER));
        jobs.replaceNode(ORDER, termsOf(ORDER), jobOf(EHDS_ORDER), 1, _spare, signatures);
    }

    function test_replaceNode_withoutABasis_reverts_inBothLanes() public {
        claim(EHDS_ORDER);
        bytes[2] memory ehds = signReplacement(EHDS_ORDER, 1, _spare);
        bytes[2] memory signatures = signReplacement(ORDER, 1, _spare);
        suspendBasis(2, true);
        _refused(1, _spare, signatures, abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 2));
        suspendBasis(2, false);
        withdrawConsent(2);
        _refused(1, _spare, signatures, abi.encodeWithSelector(IJobRegistry.JobConsentStale.selector, ORDER, 2, 0, 1));
        amendPermit();
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitVersionStale.selector, PERMIT_ID, 1, 2));
        jobs.replaceNode(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), 1, _spare, ehds);
    }

    function test_replaceNode_whilePaused_works() public {
        jobs.pause();
        replaceNode(ORDER, 1, _spare);
        assertJob(ORDER, IJobRegistry.State.CLAIMED);
    }

    /// @dev The budget is charged once and stays charged, whoever works.
    function test_replaceNode_leavesTheLedgerAlone() public {
        measure(ORDER, 2);
        bytes32 before = keccak256(abi.encode(ledger.budgetOf(1), ledger.budgetOf(2)));
        replaceNode(ORDER, 0, _spare);
        replaceNode(ORDER, 1, _otherSpare);
        assertEq(keccak256(abi.encode(ledger.budgetOf(1), ledger.budgetOf(2))), before);
        assertJob(ORDER, IJobRegistry.State.MEASURED);
    }

    /// @dev Commitment and signature of one who was replaced count for nothing in the report.
    function test_report_withTheReplacedNodesCommitment_orSignature_reverts() public {
        measure(ORDER);
        bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
        bytes32[3] memory stale = resultCommits(ORDER);
        replaceNode(ORDER, 1, _spare);
        commit(ORDER);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, _spare));
        vm.prank(nodes[0]);
        jobs.report(ORDER, jobOf(ORDER), reportOf(ORDER), salts(), signatures);

        claim(EHDS_ORDER);
        measure(EHDS_ORDER);
        stale = resultCommits(EHDS_ORDER);
        replaceNode(EHDS_ORDER, 1, _spare);
        vm.prank(nodes[0]);
        jobs.commit(EHDS_ORDER, jobOf(EHDS_ORDER), stale);
        IJobRegistry.Job memory job = jobOf(EHDS_ORDER);
        job.resultCommits = stale;
        signatures = signReport(EHDS_ORDER, reportOf(EHDS_ORDER));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadReveal.selector, _spare));
        vm.prank(nodes[0]);
        jobs.report(EHDS_ORDER, job, reportOf(EHDS_ORDER), salts(), signatures);
    }

    function _refusedIn(IJobRegistry.State state) private {
        bytes[2] memory signatures = signReplacement(ORDER, 0, _spare);
        expectWrongState(ORDER, state);
        jobs.replaceNode(ORDER, termsOf(ORDER), jobOf(ORDER), 0, _spare, signatures);
    }

    function _refused(uint8 index, address node, bytes[2] memory signatures, bytes memory refusal) private {
        bytes32 record = jobs.recordOf(ORDER);
        vm.expectRevert(refusal);
        jobs.replaceNode(ORDER, termsOf(ORDER), jobOf(ORDER), index, node, signatures);
        assertEq(jobs.recordOf(ORDER), record);
    }

    /// @dev Index of the first or second node that is left.
    function _survivor(uint256 index, uint256 position) private pure returns (uint256) {
        return position < index ? position : position + 1;
    }
}
