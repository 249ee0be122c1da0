// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {Roles} from "../../../src/access/Roles.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../../src/job/JobSignatures.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

/// @dev Defects that audits found in other markets, in the job domain.
contract JobRegressionsTest is JobStage {
    /// @dev Vana, Nethermind NM-0383 H-1: a proof that did not name its file could be replayed for any other.
    function test_regression_vanaH1_reportOfOneOrderReplayedForAnother() public {
        playUntilSettled(ORDER);
        uint256 orderId = placeOrder("replay");
        claim(orderId);
        measure(orderId);
        commit(orderId);
        // The same nodes, the same report, the signatures of the first order.
        bytes32[3] memory commits;
        for (uint256 i = 0; i < 3; ++i) {
            commits[i] = JobSignatures.hashCommit(orderId, nodes[i], reportOf(orderId), salts()[i]);
        }
        bytes[3] memory replayed = signReport(ORDER, reportOf(orderId));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[0]));
        vm.prank(nodes[0]);
        jobs.report(orderId, jobOf(orderId), reportOf(orderId), salts(), replayed);
    }

    /// @dev Vana, NM-0383 H-1: the same for the evaluator's word, on which the rewards depended.
    function test_regression_vanaH1_certificateReplayedForAnotherOrder() public {
        bytes32 structHash = JobSignatures.hashCertificate(ORDER, reportOf(EHDS_ORDER), certificateOf(true));
        bytes memory replayed = sign(EVALUATOR_KEY, typedHash(address(jobs), structHash));
        claim(EHDS_ORDER);
        measure(EHDS_ORDER);
        commit(EHDS_ORDER);
        report(EHDS_ORDER);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, evaluator));
        jobs.certify(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), evaluator, certificateOf(true), replayed);
    }

    /// @dev Vana, NM-0383 (digest without chain id or contract): a signature for a twin of this contract must not count.
    function test_regression_vanaH1_signatureForATwinContract() public {
        address twin = address(0x7717);
        claim(ORDER);
        measure(ORDER);
        commit(ORDER);
        bytes[3] memory signatures = signReport(ORDER, reportOf(ORDER));
        bytes32 digest = typedHash(twin, JobSignatures.hashReport(ORDER, reportOf(ORDER)));
        signatures[1] = sign(NODE2_KEY, digest);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[1]));
        vm.prank(nodes[0]);
        jobs.report(ORDER, jobOf(ORDER), reportOf(ORDER), salts(), signatures);
    }

    /// @dev Vana, NM-0383 M-1: removing a TEE voided what it had earned.
    function test_regression_vanaM1_whoLeavesOrIsStruckOffKeepsWhatItEarned() public {
        playUntilSettled(ORDER);
        authority.revokeRole(Roles.EVALUATOR, evaluator);
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(nodes[i]);
            workers.leave();
        }
        vm.warp(block.timestamp + UNBONDING);
        vm.prank(nodes[0]);
        workers.withdrawStake();
        for (uint256 i = 2; i < 6; ++i) {
            assertEq(claimPayout(ORDER, i), settlementOf(ORDER).amountsWei[i]);
        }
    }

    /// @dev Vana, NM-0383 M-2: pause existed and stopped nothing.
    function test_regression_vanaM2_pauseIsWired() public {
        jobs.pause();
        vm.expectRevert(Pausable.EnforcedPause.selector);
        vm.prank(nodes[0]);
        jobs.claim(ORDER, termsOf(ORDER), nodes, emptyJob());
    }

    /// @dev Vana, NM-0383 H-3 (msg.sender in an ERC-2771 contract): an address appended to calldata is nobody's identity.
    function test_regression_vanaH3_appendedSenderIsIgnored() public {
        claim(ORDER);
        bytes memory data = abi.encodeCall(jobs.measure, (ORDER, termsOf(ORDER), jobOf(ORDER), keccak256("commit"), 0));
        vm.prank(STRANGER);
        (bool isDone, bytes memory answer) = address(jobs).call(bytes.concat(data, bytes20(nodes[0])));
        assertTrue(!isDone, "refused");
        assertEq(
            keccak256(answer),
            keccak256(abi.encodeWithSelector(IJobRegistry.JobNotLead.selector, ORDER, STRANGER))
        );
    }

    /// @dev iExec PoCo, ConsenSys 6.6: task.contributors grew without bound, and with it the loop that pays.
    function test_regression_iexec66_contributorsAreBounded() public {
        IMarket.OrderRequest memory request = orderRequest("largest");
        request.datasetIds = new uint256[](8);
        (request.datasetIds[0], request.datasetIds[1]) = (1, 2);
        for (uint256 i = 2; i < 8; ++i) request.datasetIds[i] = publish(HOSPITAL_A, listing(1e18));
        uint256 orderId = placeOrder(request, noOffers());
        playUntilCertified(orderId, true);
        uint256 gasBefore = gasleft();
        finalise(orderId);
        assertLe(gasBefore - gasleft(), 5_000_000);
        assertEq(settlementOf(orderId).payees.length, 13);
    }

    /// @dev iExec PoCo, Halborn 7.1: with trust = 1 a single contribution was a consensus.
    function test_regression_iexecTrust1_oneNodeIsNoConsensus() public {
        claim(ORDER);
        measure(ORDER);
        commit(ORDER);
        bytes[3] memory alone = signReport(ORDER, reportOf(ORDER));
        (alone[1], alone[2]) = (alone[0], alone[0]);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, nodes[1]));
        vm.prank(nodes[0]);
        jobs.report(ORDER, jobOf(ORDER), reportOf(ORDER), salts(), alone);
        // All three agree: still nothing without the evaluator.
        report(ORDER);
        expectWrongState(ORDER, IJobRegistry.State.REPORTED);
        jobs.finalise(ORDER, termsOf(ORDER), jobOf(ORDER));
    }

    /// @dev iExec PoCo issue 77: the refund went to another party than the one that had paid.
    function testFuzz_regression_iexec77_refundGoesToWhoPaid(address caller) public {
        vm.assume(caller != BUYER);
        claim(ORDER);
        vm.prank(nodes[0]);
        fail(ORDER, IJobRegistry.FailReason.LEAD_GAVE_UP);
        uint256 buyerWei = token.balanceOf(BUYER);
        uint256 callerWei = token.balanceOf(caller);
        vm.prank(caller);
        market.refund(ORDER, termsOf(ORDER));
        assertEq(token.balanceOf(BUYER) - buyerWei, termsOf(ORDER).totalWei);
        if (caller != address(market)) assertEq(token.balanceOf(caller), callerWei);
    }

    /// @dev Ocean Escrow before #981: one global locks[] array, scanned from the start, so that anybody's open jobs made
    /// everybody's dearer. 5 % is the issue's bar; nothing here is random.
    function test_regression_ocean981_costDoesNotGrowWithOpenJobs() public {
        uint256 first = _gasOfAClaim("first");
        IMarket.OrderRequest memory request = orderRequest("many");
        request.rhoMicro = 1;
        for (uint256 i = 0; i < 200; ++i) placeOrder(request, noOffers());
        uint256 later = _gasOfAClaim("later");
        assertLe(later * 100, first * 105);
    }

    /// @dev Ocean Escrow #981: a wildcard cancel changed the limits of another payer.
    function test_regression_ocean981_endingOneOrderLeavesTheOthersAlone() public {
        uint256 other = placeOrder("other");
        bytes32 before = market.recordOf(other);
        uint64 reservedMicro = ledger.budgetOf(1).reservedMicro;
        claim(ORDER);
        vm.prank(nodes[0]);
        fail(ORDER, IJobRegistry.FailReason.LEAD_GAVE_UP);
        market.refund(ORDER, termsOf(ORDER));
        assertEq(market.recordOf(other), before);
        assertEq(jobs.recordOf(other), bytes32(0));
        assertEq(ledger.budgetOf(1).reservedMicro, reservedMicro - 40_000);
    }

    /// @dev Audit pattern of market.md 3.5: the fee was read at settlement instead of at the order.
    function testFuzz_regression_feeReadAtSettle_theOrdersOwnFeesCount(uint16 treasury, uint16 worker) public {
        playUntilCertified(ORDER, true);
        market.setFees(IMarket.Fees(treasury % 2_000, worker % 2_000, 1_000), STRANGER);
        finalise(ORDER);
        IMarket.Settlement memory settlement = settlementOf(ORDER);
        uint128 totalWei = termsOf(ORDER).totalWei;
        assertEq(settlement.payees[6], TREASURY);
        assertEq(settlement.amountsWei[6], (uint256(totalWei) * 250) / 10_000);
        assertEq(settlement.amountsWei[5], (uint256(totalWei) * 250) / 10_000);
    }

    /// @dev MyCut #371, fjord #192: numerator and denominator differed, and dust stayed behind for ever.
    function testFuzz_regression_mycut371_noDustStaysBehind(uint96 priceA, uint96 priceB, uint16 fee) public {
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, priceA % 1e22, 0, 0, PURPOSE);
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, priceB % 1e22, 0, 0, PURPOSE);
        market.setFees(IMarket.Fees(fee % 1_000, (fee >> 2) % 3_000, (fee >> 4) % 1_000), TREASURY);
        uint256 heldWei = token.balanceOf(address(market));
        uint256 orderId = placeOrder("dust");
        playUntilSettled(orderId);
        vm.warp(block.timestamp + DISPUTE_WINDOW + 1);
        for (uint256 i = 0; i < 7; ++i) claimPayout(orderId, i);
        assertEq(token.balanceOf(address(market)), heldWei);
    }

    function _gasOfAClaim(bytes32 clientOrderId) private returns (uint256 used) {
        uint256 orderId = placeOrder(clientOrderId);
        IMarket.Terms memory terms = termsOf(orderId);
        IJobRegistry.Job memory empty = emptyJob();
        address[3] memory chosen = nodes;
        vm.prank(chosen[0]);
        uint256 before = gasleft();
        jobs.claim(orderId, terms, chosen, empty);
        used = before - gasleft();
    }
}
