// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDisputes} from "../../../src/dispute/IDisputes.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {IWorkerRegistry} from "../../../src/worker/IWorkerRegistry.sol";
import {DisputeStage} from "../../../test-support/DisputeStage.sol";
import {FeeToken} from "../../../test-support/FeeToken.sol";
import {RefusingToken} from "../../../test-support/RefusingToken.sol";

/// @dev Defects that audits found in other markets, in disputes, stakes and payouts, with a token that can bar accounts.
contract DisputeRegressionsTest is DisputeStage {
    /// @dev sparkn #270: one barred payee held up a whole batch of payments.
    function testFuzz_regression_sparkn270_aBarredPayeeBlocksNobody(uint8 barred) public {
        uint256 index = barred % 7;
        IMarket.Settlement memory settlement = settlementOf(ORDER);
        RefusingToken(address(token)).setRefusing(settlement.payees[index], true);
        vm.warp(block.timestamp + DISPUTE_WINDOW + 1);
        for (uint256 i = 0; i < 7; ++i) {
            if (i == index) {
                vm.expectRevert(abi.encodeWithSelector(RefusingToken.TokenRefused.selector, settlement.payees[i]));
            }
            market.claimOne(ORDER, settlement, i);
        }
        RefusingToken(address(token)).setRefusing(settlement.payees[index], false);
        assertEq(market.claimOne(ORDER, settlement, index), settlement.amountsWei[index]);
    }

    /// @dev sparkn #270: barred nodes or a barred treasury cannot keep a dispute from being upheld, nor another's slashing.
    function test_regression_sparkn270_barredPartiesDoNotHoldUpADispute() public {
        open(ORDER);
        for (uint256 i = 0; i < 3; ++i) RefusingToken(address(token)).setRefusing(nodes[i], true);
        RefusingToken(address(token)).setRefusing(TREASURY, true);
        voteAll(ORDER, true);
        assertState(ORDER, IDisputes.State.UPHELD);
        assertEq(workers.workerOf(nodes[2]).stakeWei, STAKE_WEI - (STAKE_WEI * SLASH_BPS) / 10_000);
    }

    /// @dev sparkn #270: a buyer who cannot receive holds up only its own money; the dispute still lapses.
    function test_regression_sparkn270_aBarredBuyerCannotFreezeADispute() public {
        open(ORDER);
        RefusingToken(address(token)).setRefusing(BUYER, true);
        vote(ORDER, voters[0], true);
        vote(ORDER, voters[1], true);
        vm.expectRevert(abi.encodeWithSelector(RefusingToken.TokenRefused.selector, BUYER));
        vote(ORDER, voters[2], true);
        vm.warp(block.timestamp + VOTING + 1);
        disputes.lapse(ORDER, settlementOf(ORDER));
        assertTrue(claimPayout(ORDER, 0) != 0, "payees are paid");
    }

    /// @dev sparkn #247: a payee named twice was paid twice for one share, or could claim one share twice.
    function test_regression_sparkn247_aPayeeNamedTwiceIsPaidEachShareOnce() public {
        uint256 second = publish(HOSPITAL_A, listing(33e18));
        IMarket.OrderRequest memory request = orderRequest("twice");
        request.datasetIds = ids(1, second);
        uint256 orderId = placeOrder(request, noOffers());
        playUntilSettled(orderId);
        vm.warp(block.timestamp + DISPUTE_WINDOW + 1);
        IMarket.Settlement memory settlement = settlementOf(orderId);
        assertEq(settlement.payees[0], settlement.payees[1]);
        IMarket.Settlement[] memory both = new IMarket.Settlement[](2);
        (both[0], both[1]) = (settlement, settlement);
        vm.expectRevert(abi.encodeWithSelector(IMarket.PayoutAlreadyClaimed.selector, orderId, 0));
        market.claim(ids(orderId, orderId), both, ids(0, 0));
        uint256 paidWei = market.claim(ids(orderId, orderId), both, ids(0, 1));
        assertEq(paidWei, uint256(settlement.amountsWei[0]) + settlement.amountsWei[1]);
        assertEq(token.balanceOf(HOSPITAL_A), paidWei);
    }

    /// @dev brivault #443: shares were counted from the live balance, so a gift moved them.
    function testFuzz_regression_brivault443_giftsMoveNothing(uint256 giftWei) public {
        giftWei = bound(giftWei, 0, 1e24);
        token.transfer(address(market), giftWei);
        token.transfer(address(disputes), giftWei);
        token.transfer(address(workers), giftWei);
        open(ORDER);
        voteAll(ORDER, true);
        assertEq(disputes.withdraw(BUYER), BOND_WEI);
        assertEq(workers.withdrawSlashed(TREASURY), (4 * uint256(STAKE_WEI) * SLASH_BPS) / 10_000);
        assertEq(token.balanceOf(address(disputes)), giftWei);
    }

    /// @dev Ocean Escrow: withdraw did nothing, silently, when the balance was short.
    function test_regression_oceanWithdraw_nothingOwedIsAnError() public {
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeNothingOwed.selector, STRANGER));
        disputes.withdraw(STRANGER);
        vm.warp(block.timestamp + DISPUTE_WINDOW + 1);
        claimPayout(ORDER, 0);
        vm.expectRevert(abi.encodeWithSelector(IMarket.PayoutAlreadyClaimed.selector, ORDER, 0));
        claimPayout(ORDER, 0);
    }

    /// @dev iExec PoCo issue 77: what a wronged party gets back must not go to who happens to call.
    function test_regression_iexec77_theLastVoterGetsNothing() public {
        uint256 voterWei = token.balanceOf(voters[2]);
        uint256 buyerWei = token.balanceOf(BUYER);
        open(ORDER);
        voteAll(ORDER, true);
        disputes.withdraw(BUYER);
        assertEq(token.balanceOf(voters[2]), voterWei);
        assertEq(token.balanceOf(BUYER) - buyerWei, termsOf(ORDER).totalWei);
    }

    /// @dev market.md 3.5, event with a wrong value: what WorkerSlashed says is what was taken, also when it is rounded.
    function testFuzz_regression_wrongEventValue_slashedIsWhatIsTold(uint96 extraWei, uint16 bps) public {
        uint128 addedWei = uint128(extraWei) % 1e24;
        uint16 slashBps = uint16(1 + (uint256(bps) % 10_000));
        token.transfer(nodes[0], addedWei);
        vm.startPrank(nodes[0]);
        token.approve(address(workers), addedWei);
        workers.addStake(addedWei);
        vm.stopPrank();
        workers.setCaller(address(this), true);
        uint128 stakeWei = STAKE_WEI + addedWei;
        uint128 lostWei = uint128((uint256(stakeWei) * slashBps + 9_999) / 10_000);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerSlashed(nodes[0], 5, lostWei, STRANGER);
        workers.slash(nodes[0], 5, slashBps, STRANGER);
        assertEq(workers.workerOf(nodes[0]).stakeWei, stakeWei - lostWei);
        assertEq(workers.slashedWeiOf(STRANGER), lostWei);
    }

    function deployToken() internal override returns (SymbolonToken) {
        return SymbolonToken(address(new RefusingToken()));
    }
}

/// @dev The same stage with a token that begins to take a fee once the order is settled.
contract DisputeFeeTokenTest is DisputeStage {
    /// @dev market.md 3.5, fee on transfer: a bond that does not arrive in full would be paid out of another one.
    function test_regression_feeOnTransfer_bondMustArriveInFull() public {
        FeeToken(address(token)).startFee();
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.OrderDepositMismatch.selector, BOND_WEI, BOND_WEI - BOND_WEI / 100)
        );
        open(ORDER);
    }

    /// @dev market.md 3.5, fee on transfer: the same for stakes.
    function test_regression_feeOnTransfer_stakeMustArriveInFull() public {
        FeeToken(address(token)).startFee();
        token.transfer(STRANGER, STAKE_WEI);
        vm.startPrank(STRANGER);
        token.approve(address(workers), STAKE_WEI);
        vm.expectRevert(
            abi.encodeWithSelector(IWorkerRegistry.WorkerStakeMismatch.selector, STAKE_WEI, STAKE_WEI - STAKE_WEI / 100)
        );
        workers.register(1, keccak256("key"), "http://127.0.0.1/", STAKE_WEI);
        vm.stopPrank();
    }

    function deployToken() internal override returns (SymbolonToken) {
        return SymbolonToken(address(new FeeToken()));
    }
}
