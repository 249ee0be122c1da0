// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../../src/job/JobSignatures.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {Stage} from "../../../test-support/Stage.sol";

contract JobRegistryTest is Stage {
    function setUp() public override {
        super.setUp();
        publishBoth();
        placeOrder("1");
    }

    function test_claim_pinsNodesAndEpochs() public {
        claim(1);
        IJobRegistry.Job memory job = jobs.jobOf(1);
        assertTrue(job.state == IJobRegistry.State.CLAIMED, "claimed");
        assertEq(job.nodes[2], nodes[2]);
        assertEq(job.consentEpochs.length, 2);
        assertEq(job.claimedAt, block.timestamp);
    }

    function test_claim_withBadNodes_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobNodesInvalid.selector);
        address[] memory bad = nodes;
        bad[2] = bad[1];
        _claimRefused(nodes[0], bad, refusal);
        bad[2] = bad[0];
        _claimRefused(nodes[0], bad, refusal);
        bad = nodes;
        (bad[0], bad[1]) = (bad[1], bad[0]);
        _claimRefused(nodes[0], bad, refusal);
        _claimRefused(nodes[0], new address[](2), refusal);
        _claimRefused(nodes[0], new address[](0), refusal);
        bad = nodes;
        bad[1] = evaluator;
        _claimRefused(nodes[0], bad, abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, evaluator));
    }

    function test_claim_withAParty_reverts() public {
        address provider = nodes[1];
        vm.startPrank(provider);
        uint256 datasetId = datasets.publish(listing(1));
        vm.stopPrank();
        vm.prank(BUYER);
        uint256[] memory ids = new uint256[](1);
        ids[0] = datasetId;
        market.placeOrder(_requestFor(ids));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPartyConflict.selector, provider));
        vm.prank(nodes[0]);
        jobs.claim(2, nodes);
    }

    function test_claim_byOthers_onlyAfterTheWindow() public {
        claim(1);
        address[] memory others = nodes;
        (others[0], others[1]) = (others[1], others[0]);
        uint64 reclaimableAt = uint64(block.timestamp) + CLAIM_WINDOW;
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobClaimTooEarly.selector, 1, reclaimableAt);
        vm.warp(reclaimableAt - 1);
        _claimRefused(others[0], others, refusal);
        vm.warp(reclaimableAt);
        vm.prank(others[0]);
        jobs.claim(1, others);
        assertEq(jobs.jobOf(1).nodes[0], others[0]);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, 1, nodes[0]));
        vm.prank(nodes[0]);
        jobs.measure(1, keccak256("commit"));
    }

    function test_claim_whilePaused_reverts_andTheRestGoesOn() public {
        claim(1);
        placeOrder("2");
        jobs.pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        vm.prank(nodes[0]);
        jobs.claim(2, nodes);
        measure(1);
        report(1);
        certify(1, true);
        jobs.finalise(1);
        jobs.unpause();
        claim(2);
    }

    function test_everyStep_afterTheDeadline_reverts() public {
        uint64 deadline = market.orderOf(1).deadline;
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, 1, deadline);
        vm.warp(deadline);
        claim(1);
        vm.warp(deadline + 1);
        vm.startPrank(nodes[0]);
        vm.expectRevert(refusal);
        jobs.measure(1, keccak256("commit"));
        vm.stopPrank();
        vm.warp(deadline);
        measure(1);
        report(1);
        certify(1, true);
        vm.warp(deadline + 1);
        vm.expectRevert(refusal);
        jobs.finalise(1);
        vm.warp(deadline);
        jobs.finalise(1);
    }

    function test_measure_chargesTheBudget_leadOnly() public {
        claim(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, 1, nodes[1]));
        vm.prank(nodes[1]);
        jobs.measure(1, keccak256("commit"));
        vm.expectRevert(IJobRegistry.JobZeroDigest.selector);
        vm.prank(nodes[0]);
        jobs.measure(1, 0);
        measure(1);
        assertEq(ledger.budgetOf(1).spentMicro, 40_000);
        assertEq(ledger.budgetOf(2).spentMicro, 40_000);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobWrongState.selector, 1, IJobRegistry.State.MEASURED));
        vm.prank(nodes[0]);
        jobs.measure(1, keccak256("commit"));
    }

    function test_report_withAWrongSignature_reverts() public {
        claim(1);
        measure(1);
        bytes32 digest = typedHash(JobSignatures.hashReport(1, reportOf(1)));
        bytes[] memory signatures = new bytes[](3);
        (signatures[0], signatures[1]) = (sign(LEAD_KEY, digest), sign(NODE2_KEY, digest));
        bytes memory refusal = abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[2]);
        // Not a signature, somebody else's, and the right node's over another order.
        signatures[2] = hex"00";
        _reportRefused(signatures, refusal);
        signatures[2] = sign(EVALUATOR_KEY, digest);
        _reportRefused(signatures, refusal);
        signatures[2] = sign(NODE3_KEY, typedHash(JobSignatures.hashReport(2, reportOf(1))));
        _reportRefused(signatures, refusal);
        _reportRefused(new bytes[](2), abi.encodeWithSelector(IJobRegistry.JobNodesInvalid.selector));
        report(1);
        assertEq(jobs.jobOf(1).report.outputHash, reportOf(1).outputHash);
    }

    function test_certify_byAnyoneNotFit_reverts() public {
        claim(1);
        measure(1);
        report(1);
        _certifyRefused(STRANGER, hex"", abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, STRANGER));
        bytes32 digest = typedHash(
            JobSignatures.hashCertificate(
                1,
                reportOf(1).manifestDigest,
                keccak256("another output"),
                CERTIFICATE_DIGEST,
                true
            )
        );
        _certifyRefused(
            evaluator,
            sign(EVALUATOR_KEY, digest),
            abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, evaluator)
        );
        certify(1, true);
        assertEq(jobs.jobOf(1).evaluator, evaluator);
    }

    function test_finalise_ofARefusedCertificate_reverts_andTheJobFails() public {
        playUntilCertified(1, false);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobWrongState.selector, 1, IJobRegistry.State.CERTIFIED));
        jobs.finalise(1);
        uint256 balance = token.balanceOf(BUYER);
        vm.prank(STRANGER);
        jobs.fail(1, IJobRegistry.FailReason.CERTIFICATE_REFUSED);
        market.refund(1);
        assertEq(token.balanceOf(BUYER), balance + 160e18 + 1);
    }

    function test_fail_withAnUntrueReason_reverts() public {
        _failRefused(IJobRegistry.FailReason.NONE);
        _failRefused(IJobRegistry.FailReason.DEADLINE);
        _failRefused(IJobRegistry.FailReason.CONSENT_STALE);
        _failRefused(IJobRegistry.FailReason.LEAD_GAVE_UP);
        claim(1);
        _failRefused(IJobRegistry.FailReason.CONSENT_STALE);
        measure(1);
        report(1);
        _failRefused(IJobRegistry.FailReason.CERTIFICATE_REFUSED);
        certify(1, true);
        _failRefused(IJobRegistry.FailReason.CERTIFICATE_REFUSED);
        vm.prank(nodes[0]);
        _failRefused(IJobRegistry.FailReason.LEAD_GAVE_UP);
    }

    function test_fail_byTheLead_releasesBeforeMeasure_notAfter() public {
        claim(1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, 1, STRANGER));
        vm.prank(STRANGER);
        jobs.fail(1, IJobRegistry.FailReason.LEAD_GAVE_UP);
        vm.prank(nodes[0]);
        jobs.fail(1, IJobRegistry.FailReason.LEAD_GAVE_UP);
        assertEq(ledger.budgetOf(1).reservedMicro, 0);
        assertEq(ledger.budgetOf(1).spentMicro, 0);

        placeOrder("2");
        claim(2);
        measure(2);
        vm.prank(nodes[0]);
        jobs.fail(2, IJobRegistry.FailReason.LEAD_GAVE_UP);
        assertEq(ledger.budgetOf(1).spentMicro, 40_000);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobWrongState.selector, 2, IJobRegistry.State.FAILED));
        jobs.fail(2, IJobRegistry.FailReason.DEADLINE);
    }

    function test_request_byAnyoneButTheMarket_reverts_evenTheAdmin() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        jobs.request(1);
    }

    function test_stateOf_unknownOrders_isNone() public view {
        assertTrue(jobs.stateOf(0) == IJobRegistry.State.NONE, "zero");
        assertTrue(jobs.stateOf(2) == IJobRegistry.State.NONE, "next");
        assertTrue(jobs.stateOf(1) == IJobRegistry.State.REQUESTED, "placed");
    }

    function _requestFor(uint256[] memory ids) private pure returns (IMarket.OrderRequest memory request) {
        request = orderRequest("2");
        request.datasetIds = ids;
    }

    function _claimRefused(address lead, address[] memory named, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(lead);
        jobs.claim(1, named);
    }

    function _reportRefused(bytes[] memory signatures, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(nodes[0]);
        jobs.report(1, reportOf(1), signatures);
    }

    function _certifyRefused(address signer, bytes memory signature, bytes memory refusal) private {
        vm.expectRevert(refusal);
        jobs.certify(1, signer, CERTIFICATE_DIGEST, true, signature);
    }

    function _failRefused(IJobRegistry.FailReason reason) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobCannotFail.selector, 1, reason));
        jobs.fail(1, reason);
    }
}
