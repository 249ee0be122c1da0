// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

contract PlaceOrderTest is MarketStage {
    function test_placeOrder_saysInFullWhatWasAgreed() public {
        IMarket.Terms memory terms = _expectedTerms();
        vm.expectEmit(address(market));
        emit IMarket.OrderPlaced(1, BUYER, "1", terms);
        vm.prank(BUYER);
        assertEq(market.placeOrder(orderRequest("1"), noOffers(), noPermit()), 1);

        uint256 digest = uint256(keccak256(abi.encode(terms)));
        assertEq(uint256(market.recordOf(1)), (digest & ~uint256(0xff)) | uint256(IMarket.OrderStatus.ESCROWED));
        statusIs(1, IMarket.OrderStatus.ESCROWED);
        market.requireEscrowed(1, terms);
        assertEq(market.orderCount(), 1);
        assertTrue(jobs.stateOf(1) == IJobRegistry.State.REQUESTED, "requested");
    }

    function test_placeOrder_movesTheTotalAndReservesTheBudget() public {
        uint256 balance = token.balanceOf(BUYER);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetReserved(1, 1, 40_000);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetReserved(2, 1, 40_000);
        vm.prank(BUYER);
        market.placeOrder(orderRequest("1"), noOffers(), noPermit());
        assertEq(token.balanceOf(BUYER), balance - TOTAL_WEI);
        assertEq(token.balanceOf(address(market)), TOTAL_WEI);
        assertEq(ledger.budgetOf(2).reservedMicro, 40_000);
    }

    /// @dev From the smallest price on; only what is free moves nothing.
    function test_placeOrder_ofOneWei_isPaid() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(publish(HOSPITAL_A, listing(1)));
        uint256 balance = token.balanceOf(BUYER);
        placeOrder(request, noOffers());
        assertEq(token.balanceOf(BUYER), balance - 1);
        assertEq(token.balanceOf(address(market)), 1);
    }

    function testFuzz_placeOrder_keepsTheRequest(
        bytes32 specDigest,
        bytes32 buyerKey,
        uint64 rhoMicro,
        uint32 rows,
        uint32 accessSeconds,
        bool isOther
    ) public {
        vm.assume(specDigest != 0 && buyerKey != 0 && rows != 0);
        IMarket.OrderRequest memory request = orderRequest("1");
        (request.specDigest, request.buyerKey, request.rows) = (specDigest, buyerKey, rows);
        request.rhoMicro = uint64(bound(rhoMicro, 1, RHO_CAP));
        request.accessSeconds = uint32(bound(accessSeconds, 60, 3_650 days));
        if (isOther) request.purpose = 1;
        uint256 orderId = placeOrder(request, noOffers());
        IMarket.Terms memory terms = termsOf(orderId);
        assertEq(terms.specDigest, specDigest);
        assertEq(terms.buyerKey, buyerKey);
        assertEq(terms.rhoMicro, request.rhoMicro);
        assertEq(terms.rows, rows);
        assertEq(terms.accessSeconds, request.accessSeconds);
        assertEq(terms.purpose, request.purpose);
        assertEq(terms.deadline, block.timestamp + ORDER_WINDOW);
        assertEq(terms.totalWei, TOTAL_WEI);
        market.requireEscrowed(orderId, terms);
    }

    function testFuzz_placeOrder_chargesPerRow(uint96 priceWei, uint96 rowPriceWei, uint32 rows, uint16 bps) public {
        rows = uint32(bound(rows, 1, type(uint32).max));
        priceWei = uint96(bound(priceWei, 0, 1e24));
        rowPriceWei = uint96(bound(rowPriceWei, 0, 1e24 / uint256(rows)));
        bps = uint16(bound(bps, 0, 10_000));
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, priceWei, rowPriceWei, bps, PURPOSE);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.rows = rows;
        uint256 expectedWei = uint256(priceWei) + uint256(rowPriceWei) * rows;
        (uint256 quotedWei, ) = market.quote(request.datasetIds, rows);
        uint256 orderId = placeOrder(request, noOffers());
        IMarket.Terms memory terms = termsOf(orderId);
        assertEq(terms.pricesWei[0], expectedWei);
        assertEq(terms.totalWei, expectedWei + 60e18);
        assertEq(terms.totalWei, quotedWei);
        assertEq(terms.renewalWei, (expectedWei * bps) / 10_000 + 6e18);
        assertEq(token.balanceOf(address(market)), terms.totalWei);
    }

    function test_placeOrder_withValuesOutOfRange_reverts() public {
        for (uint256 i = 0; i < 5; ++i) {
            IMarket.OrderRequest memory request = orderRequest("1");
            if (i == 0) request.rows = 0;
            if (i == 1) request.specDigest = 0;
            if (i == 2) request.buyerKey = 0;
            if (i == 3) request.accessSeconds = 59;
            if (i == 4) request.accessSeconds = 3_650 days + 1;
            refuseOrder(request, abi.encodeWithSelector(IMarket.OrderValueOutOfRange.selector));
        }
    }

    function test_placeOrder_atTheEndsOfTheAccessPeriod_works() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.accessSeconds = 60;
        placeOrder(request, noOffers());
        request.accessSeconds = 3_650 days;
        placeOrder(request, noOffers());
        assertEq(market.orderCount(), 2);
    }

    function test_placeOrder_ofNoBudget_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.rhoMicro = 0;
        refuseOrder(request, abi.encodeWithSelector(IPrivacyLedger.BudgetZero.selector));
    }

    function testFuzz_placeOrder_ofOtherThanOnePurpose_reverts(uint32 purpose) public {
        vm.assume(purpose == 0 || purpose & (purpose - 1) != 0);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.purpose = purpose;
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderPurposeNotAllowed.selector, 1, purpose));
    }

    function test_placeOrder_outsideADatasetsPurposes_reverts() public {
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, 1, 0, 0, 1);
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderPurposeNotAllowed.selector, 2, PURPOSE);
        refuseOrder(orderRequest("1"), refusal);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.purpose = 1 << 31;
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderPurposeNotAllowed.selector, 1, 1 << 31));
    }

    function test_placeOrder_ofADisorderedList_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderDatasetsInvalid.selector);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(2, 2);
        refuseOrder(request, refusal);
        request.datasetIds = ids(2, 1);
        refuseOrder(request, refusal);
        request.datasetIds = new uint256[](0);
        refuseOrder(request, refusal);
        request.datasetIds = new uint256[](9);
        for (uint256 i = 0; i < 9; ++i) request.datasetIds[i] = i + 1;
        refuseOrder(request, refusal);
    }

    function test_placeOrder_ofEightDatasets_works() public {
        for (uint256 i = 3; i <= 8; ++i) publish(HOSPITAL_A, listing(1));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = new uint256[](8);
        for (uint256 i = 0; i < 8; ++i) request.datasetIds[i] = i + 1;
        uint256 orderId = placeOrder(request, noOffers());
        assertEq(termsOf(orderId).totalWei, TOTAL_WEI + 6);
        playUntilSettled(orderId);
        assertEq(settlementOf(orderId).payees.length, 13);
    }

    function test_placeOrder_ofWhatIsNotListed_reverts() public {
        vm.prank(HOSPITAL_B);
        datasets.setStatus(2, IDatasetRegistry.Status.UNLISTED);
        bytes memory refusal = abi.encodeWithSelector(IMarket.OrderDatasetNotListed.selector, 2);
        refuseOrder(orderRequest("1"), refusal);
        vm.prank(HOSPITAL_B);
        datasets.setStatus(2, IDatasetRegistry.Status.RETIRED);
        refuseOrder(orderRequest("1"), refusal);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(1, 3);
        refuseOrder(request, abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, 3));
    }

    function test_placeOrder_acrossSchemas_reverts() public {
        IDatasetRegistry.Listing memory other = listing(1);
        other.schemaDigest = keccak256("another schema");
        publish(HOSPITAL_B, other);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = new uint256[](3);
        (request.datasetIds[0], request.datasetIds[1], request.datasetIds[2]) = (1, 2, 3);
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderSchemaMismatch.selector, 3));
    }

    function test_placeOrder_ofTwoDatasetsWithDifferentSchemas_isTaken() public {
        IDatasetRegistry.Listing memory other = listing(1);
        other.schemaDigest = keccak256("another schema");
        publish(HOSPITAL_B, other);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(1, 3);
        uint256 orderId = placeOrder(request, noOffers());
        assertEq(uint8(market.statusOf(orderId)), uint8(IMarket.OrderStatus.ESCROWED));
    }

    function test_placeOrder_byTheProvider_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderOwnDataset.selector, 2));
        vm.prank(HOSPITAL_B);
        market.placeOrder(orderRequest("1"), noOffers(), noPermit());
    }

    function testFuzz_placeOrder_aboveTheBuyersLimit_reverts(uint128 limitWei) public {
        limitWei = uint128(bound(limitWei, 0, TOTAL_WEI - 1));
        IMarket.OrderRequest memory request = orderRequest("1");
        request.maxPriceWei = limitWei;
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderPriceAboveLimit.selector, TOTAL_WEI, limitWei));
        request.maxPriceWei = TOTAL_WEI;
        placeOrder(request, noOffers());
    }

    function test_placeOrder_ofMoreThan128Bits_reverts() public {
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, type(uint96).max, type(uint96).max, 0, PURPOSE);
        vm.prank(HOSPITAL_B);
        datasets.setTerms(2, type(uint96).max, type(uint96).max, 0, PURPOSE);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.rows = type(uint32).max;
        uint256 eachWei = uint256(type(uint96).max) << 32;
        refuseOrder(
            request,
            abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 128, 2 * eachWei)
        );
    }

    function test_placeOrder_beyondTheBudget_reverts() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.rhoMicro = RHO_CAP + 1;
        refuseOrder(request, abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, RHO_CAP + 1, RHO_CAP));
    }

    function test_placeOrder_beyondTheBuyersPart_reverts() public {
        IDatasetRegistry.Listing memory bounded = listing(1);
        bounded.rhoPerBuyerMicro = 39_999;
        publish(HOSPITAL_A, bounded);
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(3);
        refuseOrder(
            request,
            abi.encodeWithSelector(IPrivacyLedger.BudgetBuyerExceeded.selector, 3, BUYER, 40_000, 39_999)
        );
    }

    function test_placeOrder_onASuspendedBasis_reverts() public {
        vm.prank(HOSPITAL_B);
        consents.suspendBasis(2, true);
        refuseOrder(orderRequest("1"), abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 2));
        vm.prank(HOSPITAL_B);
        consents.suspendBasis(2, false);
        placeOrder("1");
    }

    function test_placeOrder_whilePaused_reverts() public {
        market.pause();
        refuseOrder(orderRequest("1"), abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        market.unpause();
        placeOrder("1");
    }

    function test_placeOrder_withoutAllowanceOrMoney_reverts() public {
        vm.prank(BUYER);
        token.approve(address(market), TOTAL_WEI - 1);
        refuseOrder(
            orderRequest("1"),
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientAllowance.selector,
                address(market),
                TOTAL_WEI - 1,
                TOTAL_WEI
            )
        );
        vm.startPrank(BUYER);
        token.approve(address(market), TOTAL_WEI);
        token.transfer(STRANGER, token.balanceOf(BUYER) - 3);
        vm.stopPrank();
        refuseOrder(
            orderRequest("1"),
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, BUYER, 3, TOTAL_WEI)
        );
    }

    /// @dev Nothing on chain stops a second order under the same id: it is the client's to look for the first.
    function test_placeOrder_withAUsedClientOrderId_isAnotherOrder() public {
        placeOrder("1");
        assertEq(placeOrder("1"), 2);
    }

    function _expectedTerms() private view returns (IMarket.Terms memory terms) {
        terms.buyer = BUYER;
        (terms.rhoMicro, terms.rows, terms.purpose, terms.accessSeconds) = (40_000, 3_000, PURPOSE, 30 days);
        terms.deadline = uint40(block.timestamp + ORDER_WINDOW);
        (terms.specDigest, terms.buyerKey) = (keccak256("spec"), keccak256("buyer key"));
        terms.totalWei = TOTAL_WEI;
        (terms.workersWei, terms.evaluatorWei, terms.treasuryWei) = (24e18, 4e18, 4e18);
        (terms.renewalWei, terms.treasury) = (16e18, TREASURY);
        terms.datasetIds = ids(1, 2);
        (terms.versions, terms.pricesWei, terms.providers) = (new uint32[](2), new uint128[](2), new address[](2));
        (terms.versions[0], terms.versions[1]) = (1, 1);
        (terms.pricesWei[0], terms.pricesWei[1]) = (100e18 + 1, 60e18);
        (terms.providers[0], terms.providers[1]) = (HOSPITAL_A, HOSPITAL_B);
    }
}
