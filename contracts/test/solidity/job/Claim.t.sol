// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

contract ClaimTest is JobStage {
    function test_stateOf_anOrderNobodyClaimed_isRequested() public view {
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(IJobRegistry.State.REQUESTED));
        assertEq(jobs.recordOf(ORDER), bytes32(0));
        assertEq(uint256(jobs.stateOf(99)), uint256(IJobRegistry.State.NONE));
    }

    function test_claim_keepsTheJobAndTellsAllOfIt() public {
        withdrawConsent(2);
        IMarket.Terms memory terms = termsOf(ORDER);
        uint64[] memory epochs = new uint64[](2);
        epochs[1] = 1;
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobClaimed(
            ORDER,
            nodes[0],
            keccak256(abi.encode(terms)),
            uint40(block.timestamp),
            terms.deadline,
            nodes,
            epochs
        );
        claim(ORDER);
        assertJob(ORDER, IJobRegistry.State.CLAIMED);
    }

    function test_claim_inTheEhdsLane_pinsTheOptOutListOfThePermit() public {
        // One list before the approval, one after it.
        uint256 datasetId = publish(HOSPITAL_A, ehdsListing());
        _anchorOptOut(datasetId, "old");
        vm.warp(block.timestamp + 1);
        IMarket.OrderRequest memory request = ehdsRequest("pins");
        (request.datasetIds, request.permitId) = (ids(datasetId), issuePermit(BUYER, ids(datasetId)));
        uint256 orderId = placeOrder(request, noOffers());
        vm.warp(block.timestamp + 1);
        _anchorOptOut(datasetId, "new");
        claim(orderId);
        assertEq(jobOf(orderId).consentEpochs.length, 1);
        assertEq(jobOf(orderId).consentEpochs[0], 1);
    }

    function test_claim_ofNoOrder_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, 99, IMarket.OrderStatus.NONE));
        _claim(99, termsOf(ORDER), nodes, emptyJob());
    }

    function test_claim_onOtherTerms_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        _claim(ORDER, termsOf(EHDS_ORDER), nodes, emptyJob());
    }

    function test_claim_whilePaused_reverts_andWhatBeganGoesOn() public {
        claim(ORDER);
        jobs.pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        _claim(EHDS_ORDER, termsOf(EHDS_ORDER), nodes, emptyJob());
        measure(ORDER);
        commit(ORDER);
        report(ORDER);
        certify(ORDER, true);
        finalise(ORDER);
        jobs.unpause();
        claim(EHDS_ORDER);
    }

    function testFuzz_pause_byOthers_reverts(address caller) public {
        vm.assume(caller != address(this));
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        vm.startPrank(caller);
        vm.expectRevert(refusal);
        jobs.pause();
        vm.expectRevert(refusal);
        jobs.unpause();
        vm.stopPrank();
    }

    function testFuzz_claim_inTimeOnly(uint40 at) public {
        uint40 deadline = termsOf(ORDER).deadline;
        vm.warp(bound(at, deadline - ORDER_WINDOW, type(uint40).max));
        if (block.timestamp > deadline) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, ORDER, deadline));
        }
        _claim(ORDER, termsOf(ORDER), nodes, emptyJob());
    }

    function testFuzz_claim_byAnyoneButTheFirstNode_reverts(address caller) public {
        vm.assume(caller != nodes[0]);
        vm.expectPartialRevert(IJobRegistry.JobNotLead.selector);
        vm.prank(caller);
        jobs.claim(ORDER, termsOf(ORDER), nodes, emptyJob());
    }

    function test_claim_withTheSameNodeTwice_reverts() public {
        address[3][3] memory bad = [
            [nodes[0], nodes[0], nodes[2]],
            [nodes[0], nodes[1], nodes[0]],
            [nodes[0], nodes[1], nodes[1]]
        ];
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(IJobRegistry.JobNodesInvalid.selector);
            _claim(ORDER, termsOf(ORDER), bad[i], emptyJob());
        }
    }

    function testFuzz_claim_withAnUnknownNode_reverts(uint8 position, address unknown) public {
        vm.assume(unknown != nodes[0] && unknown != nodes[1] && unknown != nodes[2]);
        address[3] memory bad = nodes;
        bad[position % 3] = unknown;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, unknown));
        _claim(ORDER, termsOf(ORDER), bad, emptyJob());
    }

    function test_claim_withAnEvaluatorAsNode_reverts() public {
        address[3] memory bad = nodes;
        bad[2] = evaluator;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, evaluator));
        _claim(ORDER, termsOf(ORDER), bad, emptyJob());
    }

    function test_claim_withALeavingNode_reverts() public {
        vm.prank(nodes[1]);
        workers.leave();
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, nodes[1]));
        _claim(ORDER, termsOf(ORDER), nodes, emptyJob());
    }

    function test_claim_withANodeBelowTheMinimumStake_reverts() public {
        workers.setCaller(address(this), true);
        workers.slash(nodes[2], ORDER, 1, TREASURY);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, nodes[2]));
        _claim(ORDER, termsOf(ORDER), nodes, emptyJob());
    }

    function test_claim_withTheBuyerAsNode_reverts() public {
        registerWorker(BUYER, 1);
        _refusedParty(BUYER);
    }

    function test_claim_withAProviderAsNode_reverts() public {
        registerWorker(HOSPITAL_A, 1);
        registerWorker(HOSPITAL_B, 1);
        _refusedParty(HOSPITAL_A);
        _refusedParty(HOSPITAL_B);
    }

    function test_claim_whoProvidedAtTheOrder_staysAParty() public {
        registerWorker(HOSPITAL_A, 1);
        vm.prank(HOSPITAL_A);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        _refusedParty(HOSPITAL_A);
    }

    function test_claim_onASuspendedBasis_reverts() public {
        suspendBasis(2, true);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 2));
        _claim(ORDER, termsOf(ORDER), nodes, emptyJob());
        suspendBasis(2, false);
        claim(ORDER);
    }

    function test_claim_underAPermitNotValid_reverts() public {
        IPermitRegistry.DataPermit memory permit = permits.permitOf(PERMIT_ID);
        suspendPermit();
        vm.expectRevert(
            abi.encodeWithSelector(
                IPermitRegistry.PermitNotValid.selector,
                PERMIT_ID,
                IPermitRegistry.State.SUSPENDED,
                permit.validFrom,
                permit.validUntil
            )
        );
        _claim(EHDS_ORDER, termsOf(EHDS_ORDER), nodes, emptyJob());
    }

    function test_claim_underAnAmendedPermit_reverts() public {
        amendPermit();
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitVersionStale.selector, PERMIT_ID, 1, 2));
        _claim(EHDS_ORDER, termsOf(EHDS_ORDER), nodes, emptyJob());
    }

    function testFuzz_claim_byOthers_onlyAfterTheWindow(uint40 waited) public {
        claim(ORDER);
        IJobRegistry.Job memory previous = jobOf(ORDER);
        uint64 reclaimableAt = previous.claimedAt + CLAIM_WINDOW;
        vm.warp(block.timestamp + bound(waited, 0, ORDER_WINDOW));
        if (block.timestamp < reclaimableAt) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobClaimTooEarly.selector, ORDER, reclaimableAt));
        }
        _claim(ORDER, termsOf(ORDER), _others(), previous);
    }

    function test_claim_byOthers_endsTheFirstClaim() public {
        claim(ORDER);
        IJobRegistry.Job memory previous = jobOf(ORDER);
        vm.warp(block.timestamp + CLAIM_WINDOW);
        vm.recordLogs();
        _claim(ORDER, termsOf(ORDER), _others(), previous);
        keepClaim(ORDER);
        assertJob(ORDER, IJobRegistry.State.CLAIMED);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobMismatch.selector, ORDER));
        vm.prank(nodes[0]);
        jobs.measure(ORDER, termsOf(ORDER), previous, keccak256("commit"), 0);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, ORDER, nodes[0]));
        vm.prank(nodes[0]);
        jobs.measure(ORDER, termsOf(ORDER), jobOf(ORDER), keccak256("commit"), 0);
    }

    function testFuzz_claim_over_anInventedClaim_reverts(uint40 claimedAt) public {
        claim(ORDER);
        IJobRegistry.Job memory previous = jobOf(ORDER);
        vm.assume(claimedAt != previous.claimedAt);
        previous.claimedAt = claimedAt;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobMismatch.selector, ORDER));
        _claim(ORDER, termsOf(ORDER), _others(), previous);
    }

    function test_claim_ofAMeasuredJob_reverts_howeverLate() public {
        claim(ORDER);
        measure(ORDER);
        vm.warp(block.timestamp + CLAIM_WINDOW);
        expectWrongState(ORDER, IJobRegistry.State.MEASURED);
        _claim(ORDER, termsOf(ORDER), _others(), jobOf(ORDER));
    }

    function test_claim_ofAFailedJob_reverts() public {
        claim(ORDER);
        vm.prank(nodes[0]);
        jobs.fail(ORDER, IJobRegistry.FailReason.LEAD_GAVE_UP, termsOf(ORDER), jobOf(ORDER));
        vm.warp(block.timestamp + CLAIM_WINDOW);
        expectWrongState(ORDER, IJobRegistry.State.FAILED);
        _claim(ORDER, termsOf(ORDER), _others(), jobOf(ORDER));
    }

    function _claim(
        uint256 orderId,
        IMarket.Terms memory terms,
        address[3] memory chosen,
        IJobRegistry.Job memory previous
    ) private {
        vm.prank(chosen[0]);
        jobs.claim(orderId, terms, chosen, previous);
    }

    function _refusedParty(address party) private {
        address[3] memory bad = nodes;
        bad[1] = party;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPartyConflict.selector, party));
        _claim(ORDER, termsOf(ORDER), bad, emptyJob());
    }

    function _others() private view returns (address[3] memory) {
        return [nodes[1], nodes[2], nodes[0]];
    }

    function _anchorOptOut(uint256 datasetId, bytes32 root) private {
        vm.prank(HOSPITAL_A);
        consents.anchorOptOutRoot(datasetId, root);
    }
}
