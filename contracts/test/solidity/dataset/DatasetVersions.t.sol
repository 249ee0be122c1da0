// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {Stage} from "../../../test-support/Stage.sol";

/// @dev Dataset 1 is in the commercial lane, dataset 2 in the EHDS lane; both are HOSPITAL_A's.
contract DatasetVersionsTest is Stage {
    function setUp() public override {
        super.setUp();
        publish(HOSPITAL_A, listing(100));
        publish(HOSPITAL_A, ehdsListing());
    }

    function testFuzz_publishVersion_changesWhatItNames_andNothingElse(bytes32[4] memory digests) public {
        for (uint256 i = 0; i < 4; ++i) vm.assume(digests[i] != 0);
        IDatasetRegistry.Dataset memory expected = datasets.datasetOf(1);
        vm.assume(digests[0] != expected.catalogueDigest);
        IDatasetRegistry.NewVersion memory next = _next(1);
        (next.catalogueDigest, next.schemaDigest) = (digests[0], digests[1]);
        (next.licenceHash, next.consentRoot) = (digests[2], digests[3]);
        (expected.catalogueDigest, expected.schemaDigest) = (digests[0], digests[1]);
        (expected.licenceHash, expected.consentRoot, expected.version) = (digests[2], digests[3], 2);
        vm.expectEmit(address(datasets));
        emit IDatasetRegistry.DatasetVersionPublished(1, 2, next);
        assertEq(_publish(1, next), 2);
        _holds(1, expected);
        // The first version's record is still there.
        assertEq(datasets.publishedRootOf(1), keccak256("root"));
    }

    function testFuzz_publishVersion_withANewRoot_mayAddBudget(uint64 addedMicro, bytes32 root) public {
        vm.assume(root != 0 && root != keccak256("root"));
        addedMicro = uint64(bound(addedMicro, 1, type(uint64).max - RHO_CAP));
        IDatasetRegistry.NewVersion memory next = _next(1);
        (next.addedRhoMicro, next.consentRoot) = (addedMicro, root);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetToppedUp(1, 2, addedMicro, RHO_CAP + addedMicro);
        vm.expectEmit(address(consents));
        emit IConsentRegistry.ConsentRootAnchored(1, root);
        _publish(1, next);
        assertEq(ledger.budgetOf(1).capMicro, RHO_CAP + addedMicro);
        // A commitment made stays withdrawable.
        assertTrue(consents.isRoot(1, root) && consents.isRoot(1, keccak256("root")), "both roots");
    }

    /// @dev Privacy loss of the same records does not expire.
    function testFuzz_publishVersion_withTheSameRoot_addsNoBudget(uint64 addedMicro) public {
        vm.assume(addedMicro != 0);
        IDatasetRegistry.NewVersion memory next = _next(1);
        next.addedRhoMicro = addedMicro;
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetVersionUnchanged.selector, 1));
        _publish(1, next);
        next.addedRhoMicro = 0;
        _publish(1, next);
        assertEq(ledger.budgetOf(1).capMicro, RHO_CAP);
    }

    /// @dev Going back to the records of an earlier version does not bring their budget back.
    function test_publishVersion_withAnEarlierRoot_addsNoBudget() public {
        IDatasetRegistry.NewVersion memory next = _next(1);
        (next.addedRhoMicro, next.consentRoot) = (1, keccak256("root 2"));
        _publish(1, next);
        (next.catalogueDigest, next.consentRoot) = (keccak256("catalogue 3"), keccak256("root"));
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetVersionUnchanged.selector, 1));
        _publish(1, next);
        next.addedRhoMicro = 0;
        assertEq(_publish(1, next), 3);
        assertEq(ledger.budgetOf(1).capMicro, RHO_CAP + 1);
    }

    function test_publishVersion_ofASpentBudget_isGoodForWhatWasAdded() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        (request.datasetIds, request.rhoMicro) = (ids(1), RHO_CAP);
        placeOrder(request, noOffers());
        IDatasetRegistry.NewVersion memory next = _next(1);
        (next.addedRhoMicro, next.consentRoot) = (500, keccak256("root 2"));
        _publish(1, next);
        request.rhoMicro = 501;
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, 501, 500));
        vm.prank(BUYER);
        market.placeOrder(request, noOffers(), noPermit());
        request.rhoMicro = 500;
        placeOrder(request, noOffers());
    }

    function test_publishVersion_ofMoreBudgetThan64Bits_reverts() public {
        IDatasetRegistry.NewVersion memory next = _next(1);
        (next.addedRhoMicro, next.consentRoot) = (type(uint64).max, keccak256("root 2"));
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        _publish(1, next);
    }

    function test_publishVersion_withTheSameCatalogue_reverts() public {
        IDatasetRegistry.NewVersion memory next = _next(1);
        next.catalogueDigest = keccak256("catalogue");
        next.consentRoot = keccak256("root 2");
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetVersionUnchanged.selector, 1));
        _publish(1, next);
    }

    function test_publishVersion_againstTheRulesOfItsLane_reverts() public {
        IDatasetRegistry.NewVersion memory next = _next(1);
        next.consentRoot = 0;
        bytes4 refusal = IDatasetRegistry.DatasetConsentRootInvalid.selector;
        vm.expectRevert(abi.encodeWithSelector(refusal, IDatasetRegistry.Lane.COMMERCIAL, bytes32(0)));
        _publish(1, next);
        next = _next(1);
        next.costs.holderWei = 3;
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetPriceInvalid.selector, 100, 3));
        _publish(1, next);
        next = _next(2);
        next.consentRoot = keccak256("root");
        vm.expectRevert(abi.encodeWithSelector(refusal, IDatasetRegistry.Lane.EHDS, keccak256("root")));
        _publish(2, next);
        next = _next(2);
        next.licenceHash = 0;
        vm.expectRevert(IDatasetRegistry.DatasetZeroDigest.selector);
        _publish(2, next);
    }

    function testFuzz_publishVersion_inTheEhdsLane_priceFollowsCosts(uint96[4] memory lines, uint64 addedMicro) public {
        for (uint256 i = 0; i < 4; ++i) lines[i] /= 4;
        IDatasetRegistry.NewVersion memory next = _next(2);
        next.costs = IDatasetRegistry.Costs(lines[0], lines[1], lines[2], lines[3]);
        next.addedRhoMicro = uint64(bound(addedMicro, 0, type(uint64).max - RHO_CAP));
        IDatasetRegistry.Dataset memory expected = datasets.datasetOf(2);
        expected.catalogueDigest = next.catalogueDigest;
        (expected.costs, expected.version) = (next.costs, 2);
        expected.priceWei = lines[0] + lines[1] + lines[2] + lines[3];
        _publish(2, next);
        _holds(2, expected);
        (uint256 quotedWei, ) = market.quote(ids(2), 3_000);
        assertEq(quotedWei, expected.priceWei);
        assertEq(ledger.budgetOf(2).capMicro, RHO_CAP + next.addedRhoMicro);
    }

    function test_publishVersion_leavesTermsAndStatusAsTheyAre() public {
        vm.startPrank(HOSPITAL_A);
        datasets.setTerms(1, 7, 8, 9, 10);
        datasets.setStatus(1, IDatasetRegistry.Status.UNLISTED);
        vm.stopPrank();
        IDatasetRegistry.Dataset memory expected = datasets.datasetOf(1);
        (expected.catalogueDigest, expected.version) = (keccak256("catalogue 2"), 2);
        _publish(1, _next(1));
        _holds(1, expected);
        vm.prank(HOSPITAL_A);
        datasets.setStatus(1, IDatasetRegistry.Status.LISTED);
        expected.status = IDatasetRegistry.Status.LISTED;
        _holds(1, expected);
    }

    function testFuzz_publishVersion_manyTimes_countsUp(uint8 versions) public {
        versions = uint8(bound(versions, 1, 20));
        for (uint32 i = 2; i <= versions; ++i) {
            IDatasetRegistry.NewVersion memory next = _next(1);
            next.catalogueDigest = keccak256(abi.encode(i));
            assertEq(_publish(1, next), i);
            assertEq(datasets.datasetOf(1).version, i);
            assertEq(datasets.datasetOf(1).catalogueDigest, next.catalogueDigest);
        }
        assertEq(datasets.datasetOf(2).version, 1);
    }

    function test_placeOrder_keepsTheVersionItWasPlacedOn() public {
        IMarket.OrderRequest memory request = orderRequest("1");
        request.datasetIds = ids(1);
        uint256 first = placeOrder(request, noOffers());
        _publish(1, _next(1));
        uint256 second = placeOrder(request, noOffers());
        assertEq(termsOf(first).versions[0], 1);
        assertEq(termsOf(second).versions[0], 2);
        playUntilSettled(first);
        playUntilSettled(second);
    }

    function test_tokenURI_followsTheNewestVersion() public {
        IDatasetRegistry.NewVersion memory next = _next(1);
        next.catalogueDigest = bytes32(uint256(0xabc));
        _publish(1, next);
        assertEq(
            keccak256(bytes(datasets.tokenURI(1))),
            keccak256("ipfs://f015512200000000000000000000000000000000000000000000000000000000000000abc")
        );
    }

    function _publish(uint256 datasetId, IDatasetRegistry.NewVersion memory next) private returns (uint32 version) {
        vm.prank(HOSPITAL_A);
        return datasets.publishVersion(datasetId, next);
    }

    /// @dev The present version under another catalogue digest.
    function _next(uint256 datasetId) private view returns (IDatasetRegistry.NewVersion memory) {
        IDatasetRegistry.Dataset memory dataset = datasets.datasetOf(datasetId);
        return
            IDatasetRegistry.NewVersion({
                catalogueDigest: keccak256("catalogue 2"),
                schemaDigest: dataset.schemaDigest,
                licenceHash: dataset.licenceHash,
                consentRoot: dataset.consentRoot,
                addedRhoMicro: 0,
                costs: dataset.costs
            });
    }

    function _holds(uint256 datasetId, IDatasetRegistry.Dataset memory expected) private view {
        assertEq(keccak256(abi.encode(datasets.datasetOf(datasetId))), keccak256(abi.encode(expected)));
    }
}
