// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Roles} from "../../../src/access/Roles.sol";
import {IDisputes} from "../../../src/dispute/IDisputes.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {DisputeStage} from "../../../test-support/DisputeStage.sol";

contract DisputesTest is DisputeStage {
    function test_setup_isAsDeployed() public view {
        assertEq(disputes.quorum(), 3);
        assertEq(disputes.bondWei(), BOND_WEI);
        assertEq(disputes.wiredTo(), address(market));
    }

    function test_open_takesTheBond_andHoldsTheOrderBack() public {
        uint256 beforeWei = token.balanceOf(BUYER);
        uint40 closesAt = uint40(block.timestamp + VOTING);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeOpened(ORDER, BUYER, EVIDENCE, BOND_WEI, closesAt);
        vm.expectEmit(address(market));
        emit IMarket.OrderDisputed(ORDER);
        open(ORDER);
        IDisputes.Dispute memory dispute = disputes.disputeOf(ORDER);
        assertState(ORDER, IDisputes.State.OPEN);
        assertEq(dispute.closesAt, closesAt);
        assertEq(dispute.bondWei, BOND_WEI);
        assertEq(dispute.evidenceDigest, EVIDENCE);
        assertEq(uint256(dispute.votesFor) + dispute.votesAgainst, 0);
        assertOrder(ORDER, IMarket.OrderStatus.DISPUTED);
        assertEq(beforeWei - token.balanceOf(BUYER), BOND_WEI);
        assertEq(token.balanceOf(address(disputes)), BOND_WEI);
    }

    function testFuzz_open_byAnyoneButTheBuyer_reverts(address caller) public {
        vm.assume(caller != BUYER);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNotBuyer.selector, ORDER, caller));
        vm.prank(caller);
        disputes.open(ORDER, settlementOf(ORDER), EVIDENCE);
    }

    function testFuzz_open_byWhoInventsToBeTheBuyer_reverts(address caller) public {
        vm.assume(caller != BUYER);
        IMarket.Settlement memory invented = settlementOf(ORDER);
        invented.buyer = caller;
        expectOrderStatus(ORDER, IMarket.OrderStatus.SETTLED);
        vm.prank(caller);
        disputes.open(ORDER, invented, EVIDENCE);
    }

    function testFuzz_open_withEvidenceOnly(bytes32 evidence) public {
        if (evidence == bytes32(0)) vm.expectRevert(IDisputes.DisputeZeroDigest.selector);
        vm.prank(BUYER);
        disputes.open(ORDER, settlementOf(ORDER), evidence);
    }

    function test_open_withoutEvidence_reverts() public {
        vm.expectRevert(IDisputes.DisputeZeroDigest.selector);
        vm.prank(BUYER);
        disputes.open(ORDER, settlementOf(ORDER), bytes32(0));
    }

    function testFuzz_open_inTheWindowOnly(uint40 at) public {
        uint256 closedAt = settlementOf(ORDER).settledAt + DISPUTE_WINDOW;
        vm.warp(bound(at, block.timestamp, type(uint40).max));
        if (block.timestamp > closedAt) {
            vm.expectRevert(abi.encodeWithSelector(IMarket.OrderDisputeWindowClosed.selector, ORDER, closedAt));
        }
        open(ORDER);
    }

    function test_open_atTheEdgesOfTheWindow() public {
        uint256 closedAt = settlementOf(ORDER).settledAt + DISPUTE_WINDOW;
        vm.warp(closedAt + 1);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderDisputeWindowClosed.selector, ORDER, closedAt));
        open(ORDER);
        vm.warp(closedAt);
        open(ORDER);
    }

    function test_open_ofAnOrderNotSettled_reverts() public {
        IMarket.Settlement memory invented = settlementOf(ORDER);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, EHDS_ORDER));
        vm.prank(BUYER);
        disputes.open(EHDS_ORDER, invented, EVIDENCE);
        expectOrderStatus(99, IMarket.OrderStatus.NONE);
        vm.prank(BUYER);
        disputes.open(99, invented, EVIDENCE);
    }

    function test_open_ofAnOrderTheBuyerReleased_reverts() public {
        vm.prank(BUYER);
        market.release(ORDER, settlementOf(ORDER));
        expectOrderStatus(ORDER, IMarket.OrderStatus.RELEASED);
        open(ORDER);
    }

    function test_open_withoutMoneyForTheBond_reverts() public {
        uint256 heldWei = token.balanceOf(BUYER);
        vm.prank(BUYER);
        token.transfer(STRANGER, heldWei - 1);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, BUYER, 1, BOND_WEI));
        open(ORDER);
        assertState(ORDER, IDisputes.State.NONE);
    }

    function test_open_twice_reverts_whateverBecameOfTheFirst() public {
        open(ORDER);
        expectOrderStatus(ORDER, IMarket.OrderStatus.DISPUTED);
        open(ORDER);
        voteAll(ORDER, false);
        expectOrderStatus(ORDER, IMarket.OrderStatus.RELEASED);
        open(ORDER);
    }

    function test_vote_isCountedAndTold() public {
        open(ORDER);
        vm.expectEmit(address(disputes));
        emit IDisputes.DisputeVoted(ORDER, voters[0], true, OPINION);
        vote(ORDER, voters[0], true);
        vote(ORDER, voters[1], false);
        IDisputes.Dispute memory dispute = disputes.disputeOf(ORDER);
        assertEq(dispute.votesFor, 1);
        assertEq(dispute.votesAgainst, 1);
        assertTrue(disputes.hasVoted(ORDER, voters[0]) && disputes.hasVoted(ORDER, voters[1]), "both voted");
        assertTrue(!disputes.hasVoted(ORDER, voters[2]), "the third did not");
        assertState(ORDER, IDisputes.State.OPEN);
    }

    function testFuzz_vote_byNoEvaluator_reverts(address caller, bool uphold) public {
        vm.assume(!workers.isActive(caller, 2));
        open(ORDER);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNotEvaluator.selector, caller));
        vote(ORDER, caller, uphold);
    }

    function test_vote_byAnEvaluatorStruckOffOrLeaving_reverts() public {
        open(ORDER);
        authority.revokeRole(Roles.EVALUATOR, voters[0]);
        vm.prank(voters[1]);
        workers.leave();
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNotEvaluator.selector, voters[i]));
            vote(ORDER, voters[i], true);
        }
    }

    function test_vote_byWhoIsOwedSomething_reverts() public {
        open(ORDER);
        address[3] memory owed = [HOSPITAL_A, HOSPITAL_B, TREASURY];
        for (uint256 i = 0; i < 3; ++i) registerWorker(owed[i], 2);
        for (uint256 i = 0; i < 4; ++i) {
            address party = i == 3 ? evaluator : owed[i];
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeParty.selector, party));
            vote(ORDER, party, false);
        }
    }

    function test_vote_byTheBuyer_reverts() public {
        open(ORDER);
        registerWorker(BUYER, 2);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeParty.selector, BUYER));
        vote(ORDER, BUYER, true);
    }

    function testFuzz_vote_twice_reverts(bool first, bool second) public {
        open(ORDER);
        vote(ORDER, voters[0], first);
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeAlreadyVoted.selector, ORDER, voters[0]));
        vote(ORDER, voters[0], second);
    }

    function test_vote_withoutAnOpinion_reverts() public {
        open(ORDER);
        vm.expectRevert(IDisputes.DisputeZeroDigest.selector);
        vm.prank(voters[0]);
        disputes.vote(ORDER, settlementOf(ORDER), true, bytes32(0));
    }

    function test_vote_withoutADispute_orAfterItsEnd_reverts() public {
        expectDisputeState(ORDER, IDisputes.State.NONE);
        vote(ORDER, voters[0], true);
        open(ORDER);
        voteAll(ORDER, true);
        expectDisputeState(ORDER, IDisputes.State.UPHELD);
        vote(ORDER, evaluator, true);
    }

    function testFuzz_vote_inTimeOnly(uint40 at) public {
        open(ORDER);
        uint40 closesAt = disputes.disputeOf(ORDER).closesAt;
        vm.warp(bound(at, block.timestamp, closesAt + 1 days));
        if (block.timestamp > closesAt) {
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeClosed.selector, ORDER, closesAt));
        }
        vote(ORDER, voters[0], true);
    }

    function testFuzz_vote_onAChangedSettlement_reverts(uint256 field, uint256 change) public {
        open(ORDER);
        IMarket.Settlement memory changed = _changed(field, change);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        vm.prank(voters[0]);
        disputes.vote(ORDER, changed, true, OPINION);
    }

    function testFuzz_lapse_onAChangedSettlement_reverts(uint256 field, uint256 change) public {
        open(ORDER);
        vm.warp(block.timestamp + VOTING + 1);
        IMarket.Settlement memory changed = _changed(field, change);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        disputes.lapse(ORDER, changed);
    }

    function testFuzz_lapse_byAnyone_afterTheEndOnly(address caller, uint40 at) public {
        open(ORDER);
        uint40 closesAt = disputes.disputeOf(ORDER).closesAt;
        vm.warp(bound(at, block.timestamp, closesAt + 1 days));
        if (block.timestamp <= closesAt) {
            vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeStillOpen.selector, ORDER, closesAt));
        }
        vm.prank(caller);
        disputes.lapse(ORDER, settlementOf(ORDER));
    }

    function test_lapse_withoutADispute_orTwice_reverts() public {
        expectDisputeState(ORDER, IDisputes.State.NONE);
        disputes.lapse(ORDER, settlementOf(ORDER));
        open(ORDER);
        vm.warp(block.timestamp + VOTING + 1);
        disputes.lapse(ORDER, settlementOf(ORDER));
        expectDisputeState(ORDER, IDisputes.State.LAPSED);
        disputes.lapse(ORDER, settlementOf(ORDER));
    }

    function testFuzz_withdraw_ofNothing_reverts(address account) public {
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNothingOwed.selector, account));
        disputes.withdraw(account);
    }

    function testFuzz_wire_again_reverts(address caller) public {
        vm.assume(caller != address(this));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        disputes.wire(market);
        vm.expectRevert(abi.encodeWithSignature("ContractAlreadyWired(address)", address(market)));
        disputes.wire(market);
    }

    function _changed(uint256 field, uint256 change) private view returns (IMarket.Settlement memory changed) {
        changed = settlementOf(ORDER);
        field = field % 5;
        change = bound(change, 1, type(uint32).max);
        if (field == 0) changed.termsHash ^= bytes32(change);
        else if (field == 1) changed.buyer = address(uint160(changed.buyer) ^ uint160(change));
        else if (field == 2) changed.settledAt ^= uint40(change);
        else if (field == 3) changed.payees[change % 7] = address(uint160(change));
        else changed.amountsWei[change % 7] ^= uint128(change);
    }
}
