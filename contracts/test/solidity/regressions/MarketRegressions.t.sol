// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IOffers} from "../../../src/market/IOffers.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev Defects that were found in other markets, in listing, order, escrow and payment.
contract MarketRegressionsTest is MarketStage {
    /// @dev Ocean datatoken `permit`: `deadline >= block.number`, so a signature decades past its Unix deadline passes.
    function test_regression_oceanDatatoken_permitDeadlineInBlocks() public {
        uint256 deadline = 185;
        assertLe(block.number, deadline);
        IMarket.Permit memory permit = signPermit(PAYER_KEY, TOTAL_WEI, deadline);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(market), 0, TOTAL_WEI)
        );
        vm.prank(payer);
        market.placeOrder(orderRequest("1"), noOffers(), permit);
        // A deadline in seconds that lies ahead is good, though far above the block number.
        permit = signPermit(PAYER_KEY, TOTAL_WEI, block.timestamp);
        vm.prank(payer);
        market.placeOrder(orderRequest("1"), noOffers(), permit);
    }

    /// @dev ocean-node `isOrderingAllowedForAsset`: END_OF_LIFE is orderable, UNLISTED is refused.
    function test_regression_oceanNode_retiredIsOrderable() public {
        publish(seller, listing(50));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(3);
        IOffers.SignedOffer[] memory offers = signOffer(SELLER_KEY, offerOf(3));
        vm.prank(seller);
        datasets.setStatus(3, IDatasetRegistry.Status.UNLISTED);
        placeOrder(request, offers);
        vm.prank(seller);
        datasets.setStatus(3, IDatasetRegistry.Status.RETIRED);
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderDatasetNotListed.selector, 3);
        refuseOrder(request, refusal);
        IOffers.Offer memory other = offerOf(3);
        other.salt = "2";
        refuseOrder(request, signOffer(SELLER_KEY, other), refusal);
    }

    /// @dev ocean-node `validateOrders`: expiry judged with the CURRENT timeout of an editable DDO, so that a seller can
    /// shorten a paid entitlement.
    function test_regression_oceanNode_sellerShortensAPaidEntitlement() public {
        uint256 orderId = sell("1");
        uint64 until = accessToken.accessUntil(orderId);
        assertEq(until, block.timestamp + 30 days);
        vm.startPrank(HOSPITAL_A);
        datasets.setTerms(1, type(uint96).max, type(uint96).max, 10_000, 1);
        datasets.setStatus(1, IDatasetRegistry.Status.RETIRED);
        consents.suspendBasis(1, true);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        vm.stopPrank();
        market.setFees(IMarket.Fees(0, 0, 5_000), STRANGER);
        assertEq(accessToken.accessUntil(orderId), until);
        assertEq(accessToken.holderOf(orderId), BUYER);
        assertEq(accessToken.purposeOf(orderId), PURPOSE);
    }

    /// @dev Ocean Escrow, before #981: a wildcard cancel updated the wrong payer's limits.
    function test_regression_oceanEscrow_refundTouchesAnotherPayer() public {
        uint256 mine = placeOrder("1");
        vm.prank(payer);
        token.approve(address(market), TOTAL_WEI);
        vm.recordLogs();
        vm.prank(payer);
        uint256 theirs = market.placeOrder(orderRequest("1"), noOffers(), noPermit());
        keepTerms(theirs);
        bytes32 record = market.recordOf(theirs);
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        market.refund(mine, termsOf(mine));
        assertEq(market.recordOf(theirs), record);
        assertEq(token.balanceOf(address(market)), TOTAL_WEI);
        assertEq(token.balanceOf(payer), 1e24 - TOTAL_WEI);
        market.refund(theirs, termsOf(theirs));
        assertEq(token.balanceOf(payer), 1e24);
    }

    /// @dev Ocean Escrow, before #981: one global locks[], scanned by every operation (DoS). So do unbounded loops.
    function test_regression_oceanEscrow_costGrowsWithOpenLocks() public {
        publish(HOSPITAL_A, listing(10));
        uint256 first = _placeSmall();
        uint256 aloneGas = _gasOfRefund(_placeSmall());
        for (uint256 i = 0; i < 60; ++i) _placeSmall();
        uint256 crowdedGas = _gasOfRefund(_placeSmall());
        assertLe(crowdedGas, (aloneGas * 105) / 100);
        assertEq(first, 1);
    }

    /// @dev Ocean Escrow: `depositWithPermit` without try/catch: permit griefing (Zellic ether.fi, Trust).
    function test_regression_oceanEscrow_permitGriefing() public {
        IMarket.Permit memory permit = signPermit(PAYER_KEY, TOTAL_WEI, block.timestamp);
        vm.prank(STRANGER);
        token.permit(payer, address(market), TOTAL_WEI, permit.deadline, permit.v, permit.r, permit.s);
        vm.prank(payer);
        uint256 orderId = market.placeOrder(orderRequest("1"), noOffers(), permit);
        statusIs(orderId, IMarket.OrderStatus.ESCROWED);
    }

    /// @dev Ocean Escrow: `withdraw` silently does nothing when there is nothing to withdraw.
    function test_regression_oceanEscrow_withdrawOfNothingIsSilent() public {
        uint256 orderId = sell("1");
        passDisputeWindow();
        claimPayout(orderId, 0);
        vm.expectRevert(abi.encodeWithSelector(IMarket.PayoutAlreadyClaimed.selector, orderId, 0));
        market.claimOne(orderId, settlementOf(orderId), 0);
    }

    /// @dev Ocean `EnterpriseFeeCollector.changeCollector`: assigns before emitting, so the event shows the new address
    /// twice.
    function test_regression_oceanFeeCollector_eventSaysSomethingElse() public {
        IMarket.Fees memory fees = IMarket.Fees(1, 2, 3);
        vm.expectEmit(address(market));
        emit IMarket.FeesChanged(fees, STRANGER);
        market.setFees(fees, STRANGER);
        assertEq(market.treasury(), STRANGER);
        (, IMarket.Fees memory quoted) = market.quote(ids(1), 1);
        assertEq(keccak256(abi.encode(quoted)), keccak256(abi.encode(fees)));
    }

    /// @dev Ocean `DFRewards.claimForStrat` uses tx.origin: here neither origin nor sender has a say in who is paid.
    function testFuzz_regression_oceanDFRewards_txOrigin(address caller) public {
        vm.assume(caller != HOSPITAL_A && caller != address(market));
        uint256 orderId = sell("1");
        passDisputeWindow();
        uint256 balance = token.balanceOf(caller);
        IMarket.Settlement memory settlement = settlementOf(orderId);
        vm.prank(caller);
        market.claimOne(orderId, settlement, 0);
        assertEq(token.balanceOf(HOSPITAL_A), settlement.amountsWei[0]);
        assertEq(token.balanceOf(caller), balance);
    }

    /// @dev Vana H-1 (NM-0383): a TEE proof lacked the fileId and was good for every file. Here: an offer is good for one
    /// dataset in one market on one chain.
    function test_regression_vana_signatureNotBoundToItsSubject() public {
        publish(seller, listing(50));
        publish(seller, listing(50));
        IOffers.SignedOffer[] memory offers = signOffer(SELLER_KEY, offerOf(3));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(4);
        offers[0].offer.datasetId = 4;
        bytes32 offerHash = market.hashOffer(offers[0].offer);
        bytes4 refusal = IOffers.OfferBadSignature.selector;
        refuseOrder(request, offers, abi.encodeWithSelector(refusal, offerHash, seller));
        // Signed for another contract.
        bytes32 structHash = keccak256(abi.encode(_offerType(), offers[0].offer));
        offers[0].signature = sign(SELLER_KEY, typedHash(address(jobs), structHash));
        refuseOrder(request, offers, abi.encodeWithSelector(refusal, offerHash, seller));
        // As it should be.
        offers[0].signature = sign(SELLER_KEY, typedHash(address(market), structHash));
        placeOrder(request, offers);
    }

    /// @dev Vana H-3 (NM-0383): msg.sender in an ERC-2771 contract. The relayer is nobody here.
    function test_regression_vana_relayerTakenForTheBuyer() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        vm.recordLogs();
        vm.prank(STRANGER);
        uint256 orderId = market.placeOrderWithAuthorization(request, noOffers(), payer, authorization);
        keepTerms(orderId);
        playUntilSettled(orderId);
        assertEq(settlementOf(orderId).buyer, payer);
        assertEq(accessToken.holderOf(orderId), payer);
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotBuyer.selector, orderId, STRANGER));
        vm.prank(STRANGER);
        market.release(orderId, settlementOf(orderId));
    }

    /// @dev Vana, NM-0383 M-2: pause not wired.
    function test_regression_vana_pauseNotWired() public {
        uint256 orderId = sell("1");
        IMarket.OrderRequest memory request = orderRequest("2");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        market.pause();
        bytes memory refusal = abi.encodeWithSignature("EnforcedPause()");
        refuseOrder(request, refusal);
        vm.expectRevert(refusal);
        market.placeOrderWithAuthorization(request, noOffers(), payer, authorization);
        vm.expectRevert(refusal);
        vm.prank(BUYER);
        market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
    }

    /// @dev iExec PoCo#77: the refund went to the requester, not to who had paid. Here it goes to the payer, whoever sent
    /// the order and whoever asks for the refund.
    function test_regression_iexec_refundToTheWrongParty() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        vm.recordLogs();
        vm.prank(BUYER);
        uint256 orderId = market.placeOrderWithAuthorization(request, noOffers(), payer, authorization);
        keepTerms(orderId);
        uint256 relayerWei = token.balanceOf(BUYER);
        vm.warp(block.timestamp + ORDER_WINDOW + 1);
        vm.prank(BUYER);
        market.refund(orderId, termsOf(orderId));
        assertEq(token.balanceOf(payer), 1e24);
        assertEq(token.balanceOf(BUYER), relayerWei);
    }

    function _gasOfRefund(uint256 orderId) private returns (uint256 gasUsed) {
        uint256 createdAt = block.timestamp;
        IMarket.Terms memory terms = termsOf(orderId);
        vm.warp(terms.deadline + 1);
        gasUsed = gasleft();
        market.refund(orderId, terms);
        gasUsed -= gasleft();
        vm.warp(createdAt);
    }

    function _placeSmall() private returns (uint256 orderId) {
        IMarket.OrderRequest memory request = orderRequest("1");
        (request.datasetIds, request.rhoMicro) = (ids(3), 1);
        return placeOrder(request, noOffers());
    }

    function _offerType() private pure returns (bytes32) {
        return
            keccak256(
                "Offer(uint256 datasetId,address buyer,uint96 priceWei,uint96 rowPriceWei,uint16 renewalBps,uint32 purposesMask,uint40 validUntil,uint32 volume,bytes32 salt)"
            );
    }
}
