// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IOffers} from "../../../src/market/IOffers.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev Datasets 3 and 4 are in the EHDS lane, permit 1 is the buyer's and covers both.
contract PlaceOrderLanesTest is MarketStage {
    uint256 private _permitId;

    function setUp() public override {
        super.setUp();
        publish(HOSPITAL_A, ehdsListing());
        publish(HOSPITAL_B, ehdsListing());
        _permitId = issuePermit(BUYER, ids(3, 4));
    }

    function test_placeOrder_withAPermit_takesItsVersionAndAccessBody() public {
        vm.prank(ACCESS_BODY);
        permits.amend(_permitId, keccak256("decision 2"), PURPOSE, ids(3, 4));
        uint256 orderId = placeOrder(_request(ids(3, 4)), noOffers());
        IMarket.Terms memory terms = termsOf(orderId);
        assertEq(terms.permitId, _permitId);
        assertEq(terms.permitVersion, 2);
        assertEq(terms.treasury, ACCESS_BODY);
        assertEq(terms.totalWei, 200);
        assertEq(terms.pricesWei[1], 40);
        assertEq(terms.workersWei, 62);
        assertEq(terms.evaluatorWei, 14);
        assertEq(terms.treasuryWei, 44);
        assertEq(terms.renewalWei, 0);
    }

    /// @dev Art. 62: each cost line goes to who has the cost, to the wei.
    function testFuzz_placeOrder_paysEveryCostLineExactly(uint96[4] memory first, uint96[4] memory second) public {
        uint256 a = publish(HOSPITAL_A, _listing(first));
        uint256 b = publish(HOSPITAL_B, _listing(second));
        vm.prank(ACCESS_BODY);
        permits.amend(_permitId, keccak256("decision 2"), PURPOSE, ids(a, b));
        uint256 orderId = placeOrder(_request(ids(a, b)), noOffers());
        playUntilSettled(orderId);
        uint128[] memory amountsWei = settlementOf(orderId).amountsWei;
        assertEq(amountsWei[0], first[0]);
        assertEq(amountsWei[1], second[0]);
        assertEq(uint256(amountsWei[2]) + amountsWei[3] + amountsWei[4], uint256(first[1]) + second[1]);
        assertLe(amountsWei[2], (uint256(first[1]) + second[1]) / 3 + 1);
        assertEq(amountsWei[5], uint256(first[2]) + second[2]);
        assertEq(amountsWei[6], uint256(first[3]) + second[3]);
        assertEq(settlementOf(orderId).payees[6], ACCESS_BODY);
    }

    function test_placeOrder_acrossLanes_reverts() public {
        refuseOrder(_request(ids(2, 3)), abi.encodeWithSelector(IMarket.OrderPermitNotUsed.selector, _permitId));
        IMarket.OrderRequest memory request = _request(ids(2, 3));
        request.permitId = 0;
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderLaneMixed.selector, 3));
        uint256 commercial = publish(HOSPITAL_A, listing(1));
        refuseOrder(_request(ids(4, commercial)), abi.encodeWithSelector(IMarket.OrderLaneMixed.selector, commercial));
    }

    function test_placeOrder_withoutAPermit_reverts() public {
        IMarket.OrderRequest memory request = _request(ids(3, 4));
        request.permitId = 0;
        refuseOrder(request, abi.encodeWithSelector(IMarket.OrderPermitNeeded.selector, 3));
    }

    function test_placeOrder_withAPermitInTheCommercialLane_reverts() public {
        refuseOrder(_request(ids(1, 2)), abi.encodeWithSelector(IMarket.OrderPermitNotUsed.selector, _permitId));
    }

    function test_placeOrder_onAnUnknownPermit_reverts() public {
        IMarket.OrderRequest memory request = _request(ids(3, 4));
        request.permitId = 9;
        refuseOrder(request, abi.encodeWithSelector(IPermitRegistry.PermitUnknown.selector, 9));
    }

    function test_placeOrder_onSomebodyElsesPermit_reverts() public {
        IMarket.OrderRequest memory request = _request(ids(3, 4));
        request.permitId = issuePermit(STRANGER, ids(3, 4));
        refuseOrder(request, abi.encodeWithSelector(IPermitRegistry.PermitNotHolder.selector, 2, BUYER));
    }

    function test_placeOrder_ofWhatThePermitDoesNotCover_reverts() public {
        vm.prank(ACCESS_BODY);
        permits.amend(_permitId, keccak256("decision 2"), PURPOSE, ids(3));
        bytes memory refusal = abi.encodeWithSelector(IPermitRegistry.PermitDatasetNotGranted.selector, _permitId, 4);
        refuseOrder(_request(ids(3, 4)), refusal);
    }

    function test_placeOrder_forAPurposeNotGranted_reverts() public {
        IMarket.OrderRequest memory request = _request(ids(3, 4));
        request.purpose = 1;
        refuseOrder(request, abi.encodeWithSelector(IPermitRegistry.PermitPurposeNotGranted.selector, _permitId, 1));
    }

    function test_placeOrder_onAPermitThatIsNotValid_reverts() public {
        vm.prank(ACCESS_BODY);
        permits.suspend(_permitId, keccak256("reason"));
        refuseOrder(_request(ids(3, 4)), _notValid(IPermitRegistry.State.SUSPENDED));
        vm.prank(ACCESS_BODY);
        permits.resume(_permitId);
        placeOrder(_request(ids(3, 4)), noOffers());
        revokePermit(_permitId);
        refuseOrder(_request(ids(3, 4)), _notValid(IPermitRegistry.State.REVOKED));
    }

    function testFuzz_placeOrder_afterThePermitsEnd_reverts(uint32 lateSeconds) public {
        uint40 validUntil = permits.permitOf(_permitId).validUntil;
        vm.warp(validUntil);
        placeOrder(_request(ids(3, 4)), noOffers());
        vm.warp(uint256(validUntil) + bound(lateSeconds, 1, type(uint32).max));
        refuseOrder(_request(ids(3, 4)), _notValid(IPermitRegistry.State.ACTIVE));
    }

    function test_placeOrder_onABasisTheHolderSuspended_reverts() public {
        vm.prank(HOSPITAL_A);
        consents.suspendBasis(3, true);
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, 3);
        refuseOrder(_request(ids(3, 4)), refusal);
    }

    /// @dev No auction: a signed price is no price in this lane.
    function test_placeOrder_byOffer_reverts() public {
        uint256 datasetId = publish(seller, ehdsListing());
        vm.prank(ACCESS_BODY);
        permits.amend(_permitId, keccak256("decision 2"), PURPOSE, ids(datasetId));

        refuseOrder(
            _request(ids(datasetId)),
            signOffer(SELLER_KEY, offerOf(datasetId)),
            abi.encodeWithSelector(IOffers.OfferNotInLane.selector, datasetId)
        );
    }

    /// @dev What treasurer and fees say has no bearing on this lane.
    function test_setFees_leavesTheEhdsLaneAlone() public {
        market.setFees(IMarket.Fees(5_000, 0, 0), STRANGER);
        uint256 orderId = placeOrder(_request(ids(3)), noOffers());
        assertEq(termsOf(orderId).treasuryWei, 22);
        assertEq(termsOf(orderId).treasury, ACCESS_BODY);
    }

    function _request(uint256[] memory datasetIds) private view returns (IMarket.OrderRequest memory request) {
        request = orderRequest("1");
        (request.datasetIds, request.permitId) = (datasetIds, _permitId);
    }

    function _notValid(IPermitRegistry.State state) private view returns (bytes memory) {
        IPermitRegistry.DataPermit memory permit = permits.permitOf(_permitId);
        return
            abi.encodeWithSelector(
                IPermitRegistry.PermitNotValid.selector,
                _permitId,
                state,
                permit.validFrom,
                permit.validUntil
            );
    }

    /// @dev Folds the lines in place, so that the buyer can pay and prices fit.
    function _listing(uint96[4] memory lines) private pure returns (IDatasetRegistry.Listing memory listed) {
        for (uint256 i = 0; i < 4; ++i) lines[i] = uint96(bound(lines[i], 0, 1e24));
        listed = ehdsListing();
        listed.costs = IDatasetRegistry.Costs(lines[0], lines[1], lines[2], lines[3]);
        listed.priceWei = lines[0] + lines[1] + lines[2] + lines[3];
    }
}
