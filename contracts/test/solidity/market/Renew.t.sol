// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {IAccessToken} from "../../../src/access/IAccessToken.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

contract RenewTest is MarketStage {
    uint128 private constant RENEWAL_WEI = 16e18;

    function test_renew_recordsWhoIsOwedWhat() public {
        uint256 orderId = sell("1");
        vm.warp(block.timestamp + 5 days);
        IMarket.Settlement memory renewal = settlementOf(orderId);
        renewal.settledAt = uint40(block.timestamp);
        renewal.amountsWei = _shares();
        vm.expectEmit(address(market));
        emit IMarket.OrderRenewed(orderId + 1, orderId, renewal);
        vm.expectEmit(address(accessToken));
        emit IAccessToken.AccessExtended(orderId, uint64(block.timestamp + 55 days));
        assertEq(_renew(orderId), orderId + 1);
        assertEq(uint256(market.recordOf(orderId + 1)) >> 8, uint256(keccak256(abi.encode(renewal))) >> 8);
        statusIs(orderId + 1, IMarket.OrderStatus.SETTLED);
        assertEq(token.balanceOf(address(market)), TOTAL_WEI + RENEWAL_WEI);
        assertEq(market.orderCount(), 2);
    }

    /// @dev From the end of the present period, or from now if that is over.
    function testFuzz_renew_addsOnePeriod(uint32 accessSeconds, uint40 later) public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.accessSeconds = uint32(bound(accessSeconds, 60, 3_650 days));
        uint256 orderId = placeOrder(request, noOffers());
        playUntilSettled(orderId);
        uint256 end = accessToken.accessUntil(orderId);
        vm.warp(block.timestamp + bound(later, 0, 20 * 365 days));
        uint256 from = block.timestamp > end ? block.timestamp : end;
        _renew(orderId);
        assertEq(accessToken.accessUntil(orderId), from + request.accessSeconds);
    }

    function testFuzz_renew_costsWhatTheSaleSaid(uint96 priceWei, uint16 bps, uint96 laterWei, uint16 laterBps) public {
        priceWei = uint96(bound(priceWei, 0, 1e24));
        bps = uint16(bound(bps, 0, 10_000));
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, priceWei, 0, bps, PURPOSE);
        uint256 orderId = sell("1");
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, laterWei, laterWei, uint16(bound(laterBps, 0, 10_000)), 1);
        market.setFees(IMarket.Fees(0, 0, 5_000), STRANGER);
        uint256 balance = token.balanceOf(BUYER);
        uint256 renewalId = _renew(orderId);
        uint256 expectedWei = (uint256(priceWei) * bps) / 10_000 + 6e18;
        assertEq(token.balanceOf(BUYER), balance - expectedWei);
        passDisputeWindow();
        uint256 paidWei = 0;
        for (uint256 i = 0; i < 7; ++i) paidWei += claimPayout(renewalId, i);
        assertEq(paidWei, expectedWei);
        assertEq(settlementOf(renewalId).payees[6], TREASURY);
        assertEq(token.balanceOf(address(market)), termsOf(orderId).totalWei);
    }

    function test_renew_isPaidOutLikeAnOrder() public {
        uint256 renewalId = _renew(sell("1"));
        IMarket.Settlement memory renewal = settlementOf(renewalId);
        vm.expectRevert(
            abi.encodeWithSelector(
                IMarket.OrderDisputeWindowOpen.selector,
                renewalId,
                renewal.settledAt + DISPUTE_WINDOW + 1
            )
        );
        market.claimOne(renewalId, renewal, 0);
        vm.prank(BUYER);
        market.release(renewalId, renewal);
        assertEq(claimPayout(renewalId, 0), renewal.amountsWei[0]);
        statusIs(1, IMarket.OrderStatus.SETTLED);
    }

    function test_renew_ofAReleasedOrder_worksAgainAndAgain() public {
        uint256 orderId = sell("1");
        vm.prank(BUYER);
        market.release(orderId, settlementOf(orderId));
        _renew(orderId);
        _renew(orderId);
        assertEq(accessToken.accessUntil(orderId), block.timestamp + 90 days);
    }

    function test_renew_costsNoBudget() public {
        uint256 orderId = sell("1");
        bytes32 budget = keccak256(abi.encode(ledger.budgetOf(1)));
        _renew(orderId);
        assertEq(keccak256(abi.encode(ledger.budgetOf(1))), budget);
    }

    /// @dev The right to renew was sold: neither a provider nor who bought the dataset can take it back.
    function test_renew_cannotBeBlockedByTheProvider() public {
        uint256 orderId = sell("1");
        vm.startPrank(HOSPITAL_A);
        datasets.setStatus(1, IDatasetRegistry.Status.RETIRED);
        consents.suspendBasis(1, true);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        vm.stopPrank();
        uint256 renewalId = _renew(orderId);
        assertEq(settlementOf(renewalId).payees[0], HOSPITAL_A);
    }

    function testFuzz_renew_byOthers_reverts(address caller) public {
        vm.assume(caller != BUYER);
        uint256 orderId = sell("1");
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderNotBuyer.selector, orderId, caller));
        vm.prank(caller);
        market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
    }

    function test_renew_beforeTheSaleIsSettled_reverts() public {
        uint256 settled = sell("1");
        uint256 orderId = placeOrder("2");
        _refuse(orderId, orderId, settled, abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, orderId));
        _refuse(9, orderId, settled, _wrongStatus(9, IMarket.OrderStatus.NONE));
    }

    function test_renew_ofADisputedOrRefundedOrder_reverts() public {
        uint256 orderId = sell("1");
        vm.prank(address(disputes));
        market.dispute(orderId, settlementOf(orderId));
        _refuse(orderId, orderId, orderId, _wrongStatus(orderId, IMarket.OrderStatus.DISPUTED));
        vm.prank(address(disputes));
        market.resolve(orderId, settlementOf(orderId), true);
        _refuse(orderId, orderId, orderId, _wrongStatus(orderId, IMarket.OrderStatus.REFUNDED));
    }

    function test_renew_onOtherTermsOrSettlement_reverts() public {
        uint256 orderId = sell("1");
        IMarket.OrderRequest memory request = orderRequest("2");
        request.rows = 1;
        uint256 other = placeOrder(request, noOffers());
        playUntilSettled(other);
        _refuse(orderId, other, other, _wrongStatus(orderId, IMarket.OrderStatus.SETTLED));
        _refuse(orderId, other, orderId, abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, orderId));
    }

    function test_renew_ofARenewal_reverts() public {
        uint256 orderId = sell("1");
        uint256 renewalId = _renew(orderId);
        _refuse(
            renewalId,
            orderId,
            renewalId,
            abi.encodeWithSelector(IAccessToken.AccessNotGranted.selector, renewalId)
        );
    }

    function test_renew_whilePaused_reverts() public {
        uint256 orderId = sell("1");
        market.pause();
        _refuse(orderId, orderId, orderId, abi.encodeWithSelector(Pausable.EnforcedPause.selector));
    }

    function test_renew_withoutAllowance_reverts() public {
        uint256 orderId = sell("1");
        vm.prank(BUYER);
        token.approve(address(market), RENEWAL_WEI - 1);
        bytes memory refusal = abi.encodeWithSelector(
            IERC20Errors.ERC20InsufficientAllowance.selector,
            address(market),
            RENEWAL_WEI - 1,
            RENEWAL_WEI
        );
        _refuse(orderId, orderId, orderId, refusal);
        assertEq(accessToken.accessUntil(orderId), block.timestamp + 30 days);
    }

    function test_renew_withAPermit_takesOneTransaction() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        IMarket.Authorization memory authorization = authorize(PAYER_KEY, request, noOffers(), TOTAL_WEI);
        vm.recordLogs();
        market.placeOrderWithAuthorization(request, noOffers(), payer, authorization);
        keepTerms(1);
        playUntilSettled(1);
        IMarket.Permit memory permit = signPermit(PAYER_KEY, RENEWAL_WEI, block.timestamp);
        vm.prank(payer);
        market.renew(1, termsOf(1), settlementOf(1), permit);
        assertEq(token.balanceOf(payer), 1e24 - TOTAL_WEI - RENEWAL_WEI);
    }

    /// @dev Free in the EHDS lane, where a renewal costs the holder nothing; but only under a valid permit.
    function test_renew_inTheEhdsLane_needsTheValidPermit() public {
        uint256 datasetId = publish(HOSPITAL_A, ehdsListing());
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(datasetId);
        request.permitId = issuePermit(BUYER, ids(datasetId));
        uint256 orderId = placeOrder(request, noOffers());
        playUntilSettled(orderId);
        _renew(orderId);
        assertEq(token.balanceOf(address(market)), 100);
        revokePermit(request.permitId);
        IPermitRegistry.DataPermit memory permit = permits.permitOf(request.permitId);
        bytes memory refusal = abi.encodeWithSelector(
            IPermitRegistry.PermitNotValid.selector,
            request.permitId,
            IPermitRegistry.State.REVOKED,
            permit.validFrom,
            permit.validUntil
        );
        _refuse(orderId, orderId, orderId, refusal);
    }

    function _renew(uint256 orderId) private returns (uint256 renewalId) {
        vm.recordLogs();
        vm.prank(BUYER);
        renewalId = market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
        keepRenewal(renewalId);
    }

    /// @dev The buyer's renewal of `orderId` with terms and settlement of these orders.
    function _refuse(uint256 orderId, uint256 termsId, uint256 settlementId, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(BUYER);
        market.renew(orderId, termsOf(termsId), settlementOf(settlementId), noPermit());
    }

    /// @dev 16e18 of 160e18 + 1 wei: shares rounded down, so that the wei too few goes to the providers.
    function _shares() private pure returns (uint128[] memory amountsWei) {
        amountsWei = new uint128[](7);
        uint256 workersWei = (uint256(24e18) * RENEWAL_WEI) / TOTAL_WEI;
        uint256 smallWei = (uint256(4e18) * RENEWAL_WEI) / TOTAL_WEI;
        uint256 pool = RENEWAL_WEI - workersWei - 2 * smallWei;
        amountsWei[0] = uint128((pool * (100e18 + 1)) / TOTAL_WEI);
        amountsWei[1] = uint128(pool - amountsWei[0]);
        amountsWei[2] = uint128(workersWei / 3);
        amountsWei[3] = uint128((workersWei * 2) / 3 - workersWei / 3);
        amountsWei[4] = uint128(workersWei - (workersWei * 2) / 3);
        (amountsWei[5], amountsWei[6]) = (uint128(smallWei), uint128(smallWei));
    }

    function _wrongStatus(uint256 orderId, IMarket.OrderStatus status) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, orderId, status);
    }
}
