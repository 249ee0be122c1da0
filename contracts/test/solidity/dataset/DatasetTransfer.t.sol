// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IOffers} from "../../../src/market/IOffers.sol";
import {MarketStage} from "../../../test-support/MarketStage.sol";

/// @dev Dataset 3 was the seller's and is now NEW_OWNER's.
contract DatasetTransferTest is MarketStage {
    address private immutable NEW_OWNER = address(0x4E4);

    function setUp() public override {
        super.setUp();
        publish(seller, listing(100));
    }

    function test_transfer_leavesNoRightOverTheListing() public {
        _transfer();
        bytes memory refusal = abi.encodeWithSelector(IDatasetRegistry.DatasetNotOwner.selector, 3, seller);
        IDatasetRegistry.NewVersion memory next = _next();
        vm.startPrank(seller);
        vm.expectRevert(refusal);
        datasets.setTerms(3, 1, 1, 1, 1);
        vm.expectRevert(refusal);
        datasets.setStatus(3, IDatasetRegistry.Status.RETIRED);
        vm.expectRevert(refusal);
        datasets.publishVersion(3, next);
        vm.stopPrank();
        vm.startPrank(NEW_OWNER);
        datasets.setTerms(3, 1, 1, 1, PURPOSE);
        datasets.setStatus(3, IDatasetRegistry.Status.UNLISTED);
        assertEq(datasets.publishVersion(3, next), 2);
        vm.stopPrank();
        assertEq(datasets.datasetOf(3).provider, NEW_OWNER);
    }

    function test_transfer_leavesNoRightOverConsents() public {
        _transfer();
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, 3, seller);
        bytes32[] memory nullifiers = new bytes32[](1);
        address[] memory keys = new address[](1);
        vm.startPrank(seller);
        vm.expectRevert(refusal);
        consents.anchorRoot(3, keccak256("another root"));
        vm.expectRevert(refusal);
        consents.suspendBasis(3, true);
        vm.expectRevert(refusal);
        consents.withdrawBatch(3, nullifiers, keccak256("evidence"));
        vm.expectRevert(refusal);
        consents.admit(3, keys);
        vm.stopPrank();
        vm.prank(NEW_OWNER);
        consents.anchorRoot(3, keccak256("another root"));
        assertTrue(consents.isRoot(3, keccak256("root")), "the first root stays");
    }

    function test_transfer_leavesNoRightOverOptOuts() public {
        uint256 datasetId = publish(seller, ehdsListing());
        vm.prank(seller);
        datasets.transferFrom(seller, NEW_OWNER, datasetId);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, datasetId, seller));
        vm.prank(seller);
        consents.anchorOptOutRoot(datasetId, keccak256("list"));
        vm.prank(NEW_OWNER);
        assertEq(consents.anchorOptOutRoot(datasetId, keccak256("list")), 1);
    }

    function test_transfer_voidsOffers_andTheRightToCancel() public {
        IOffers.Offer memory offer = offerOf(3);
        IOffers.SignedOffer[] memory offers = signOffer(SELLER_KEY, offer);
        bytes32 offerHash = market.hashOffer(offer);
        _transfer();
        refuseOrder(
            _request(),
            offers,
            abi.encodeWithSelector(IOffers.OfferBadSignature.selector, offerHash, NEW_OWNER)
        );
        vm.expectRevert(abi.encodeWithSelector(IOffers.OfferNotOwner.selector, 3, seller));
        vm.prank(seller);
        market.cancelOffer(offer);
    }

    function test_transfer_leavesNoApproval() public {
        vm.prank(seller);
        datasets.approve(STRANGER, 3);
        _transfer();
        bytes memory refusal = abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, STRANGER, 3);
        vm.expectRevert(refusal);
        vm.prank(STRANGER);
        datasets.transferFrom(NEW_OWNER, STRANGER, 3);
    }

    function test_transfer_keepsTermsAndBudget() public {
        vm.prank(seller);
        datasets.setTerms(3, 42, 1, 2, PURPOSE);
        IDatasetRegistry.Dataset memory expected = datasets.datasetOf(3);
        expected.provider = NEW_OWNER;
        _transfer();
        assertEq(keccak256(abi.encode(datasets.datasetOf(3))), keccak256(abi.encode(expected)));
        assertEq(ledger.budgetOf(3).capMicro, RHO_CAP);
    }

    function test_transfer_earlierOrdersPayTheOldOwner_laterTheNew() public {
        uint256 earlier = placeOrder(_request(), noOffers());
        _transfer();
        uint256 later = placeOrder(_request(), noOffers());
        playUntilSettled(earlier);
        playUntilSettled(later);
        passDisputeWindow();
        claimPayout(earlier, 0);
        claimPayout(later, 0);
        assertEq(token.balanceOf(seller), 81);
        assertEq(token.balanceOf(NEW_OWNER), 81);
        // A renewal of the earlier sale is a part of it.
        vm.recordLogs();
        vm.prank(BUYER);
        uint256 renewalId = market.renew(earlier, termsOf(earlier), settlementOf(earlier), noPermit());
        keepRenewal(renewalId);
        assertEq(settlementOf(renewalId).payees[0], seller);
    }

    function test_transfer_letsTheOldOwnerBuy_notTheNew() public {
        _transfer();
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderOwnDataset.selector, 3));
        vm.prank(NEW_OWNER);
        market.placeOrder(_request(), noOffers(), noPermit());
        token.transfer(seller, 100);
        vm.startPrank(seller);
        token.approve(address(market), 100);
        market.placeOrder(_request(), noOffers(), noPermit());
        vm.stopPrank();
    }

    function testFuzz_transfer_toAnyone_movesTheProvider(address to) public {
        vm.assume(to != address(0) && to != seller);
        vm.prank(seller);
        datasets.transferFrom(seller, to, 3);
        assertEq(datasets.datasetOf(3).provider, to);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetNotOwner.selector, 3, seller));
        vm.prank(seller);
        datasets.setTerms(3, 1, 1, 1, 1);
    }

    function _transfer() private {
        vm.prank(seller);
        datasets.transferFrom(seller, NEW_OWNER, 3);
    }

    function _request() private pure returns (IMarket.OrderRequest memory request) {
        request = orderRequest("1");
        request.datasetIds = ids(3);
    }

    function _next() private pure returns (IDatasetRegistry.NewVersion memory next) {
        (next.catalogueDigest, next.schemaDigest) = (keccak256("catalogue 2"), keccak256("schema"));
        (next.licenceHash, next.consentRoot) = (keccak256("licence"), keccak256("root 2"));
    }
}
