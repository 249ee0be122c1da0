// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {Stage} from "../../../test-support/Stage.sol";

contract DatasetRegistryTest is Stage {
    function testFuzz_publish_inTheCommercialLane_keepsEveryTerm(
        bytes32[4] memory digests,
        uint96[2] memory pricesWei,
        uint16 renewalBps,
        uint64[2] memory rhoMicro,
        uint16 purposesMask,
        uint16 categoryCode
    ) public {
        IDatasetRegistry.Listing memory input = listing(pricesWei[0]);
        for (uint256 i = 0; i < 4; ++i) vm.assume(digests[i] != 0);
        (input.catalogueDigest, input.schemaDigest) = (digests[0], digests[1]);
        (input.licenceHash, input.consentRoot) = (digests[2], digests[3]);
        (input.rowPriceWei, input.renewalBps) = (pricesWei[1], uint16(bound(renewalBps, 0, 10_000)));
        (input.rhoCapMicro, input.rhoPerBuyerMicro) = (rhoMicro[0] == 0 ? 1 : rhoMicro[0], rhoMicro[1]);
        (input.purposesMask, input.categoryCode) = (purposesMask == 0 ? 1 : purposesMask, categoryCode);
        uint256 datasetId = publish(HOSPITAL_A, input);
        assertEq(datasetId, 1);
        _holds(datasetId, _expected(input));
        assertTrue(consents.isRoot(datasetId, digests[3]), "root anchored");
        assertEq(datasets.publishedRootOf(datasetId), digests[3]);
        assertEq(ledger.budgetOf(datasetId).capMicro, input.rhoCapMicro);
        assertEq(datasets.ownerOf(datasetId), HOSPITAL_A);
    }

    function testFuzz_publish_inTheEhdsLane_keepsEveryCostLine(uint96[4] memory lines, uint16 categoryCode) public {
        for (uint256 i = 0; i < 4; ++i) lines[i] /= 4;
        IDatasetRegistry.Listing memory input = ehdsListing();
        input.costs = IDatasetRegistry.Costs(lines[0], lines[1], lines[2], lines[3]);
        input.priceWei = lines[0] + lines[1] + lines[2] + lines[3];
        input.categoryCode = categoryCode;
        uint256 datasetId = publish(HOSPITAL_A, input);
        _holds(datasetId, _expected(input));
        assertEq(datasets.publishedRootOf(datasetId), bytes32(0));
        assertTrue(!consents.isRoot(datasetId, 0), "zero is no root");
    }

    function test_publish_saysEverythingInItsEvents() public {
        IDatasetRegistry.Listing memory input = listing(5);
        vm.expectEmit(address(datasets));
        emit IERC721.Transfer(address(0), HOSPITAL_A, 1);
        vm.expectEmit(address(datasets));
        emit IDatasetRegistry.DatasetPublished(1, HOSPITAL_A, input);
        vm.expectEmit(address(ledger));
        emit IPrivacyLedger.BudgetOpened(1, RHO_CAP, RHO_CAP);
        vm.expectEmit(address(consents));
        emit IConsentRegistry.ConsentRootAnchored(1, input.consentRoot);
        publish(HOSPITAL_A, input);
    }

    function test_publish_numbersDatasetsAndVersionsTogether() public {
        publishBoth();
        assertEq(datasets.recordCount(), 2);
        IDatasetRegistry.NewVersion memory next;
        (next.catalogueDigest, next.schemaDigest) = (keccak256("catalogue 2"), keccak256("schema"));
        (next.licenceHash, next.consentRoot) = (keccak256("licence"), keccak256("root"));
        vm.prank(HOSPITAL_A);
        datasets.publishVersion(1, next);
        assertEq(publish(HOSPITAL_B, listing(1)), 4);
        assertEq(datasets.recordCount(), 4);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, 3));
        datasets.datasetOf(3);
    }

    function test_publish_withoutADigest_reverts() public {
        for (uint256 i = 0; i < 3; ++i) {
            IDatasetRegistry.Listing memory input = listing(1);
            if (i == 0) input.catalogueDigest = 0;
            if (i == 1) input.schemaDigest = 0;
            if (i == 2) input.licenceHash = 0;
            _refuse(input, abi.encodeWithSelector(IDatasetRegistry.DatasetZeroDigest.selector));
        }
    }

    function testFuzz_publish_withoutPurposesWeKnow_reverts(uint32 purposesMask) public {
        if (purposesMask <= type(uint16).max) purposesMask = purposesMask == 0 ? 0 : purposesMask << 16;
        IDatasetRegistry.Listing memory input = listing(1);
        input.purposesMask = purposesMask;
        _refuse(input, abi.encodeWithSelector(IDatasetRegistry.DatasetPurposesInvalid.selector, purposesMask));
    }

    function test_publish_withoutABudget_reverts() public {
        IDatasetRegistry.Listing memory input = listing(1);
        input.rhoCapMicro = 0;
        _refuse(input, abi.encodeWithSelector(IPrivacyLedger.BudgetZero.selector));
    }

    function testFuzz_publish_withTheWrongConsentRoot_reverts(bytes32 root) public {
        vm.assume(root != 0);
        bytes4 refusal = IDatasetRegistry.DatasetConsentRootInvalid.selector;
        IDatasetRegistry.Listing memory input = listing(1);
        input.consentRoot = 0;
        _refuse(input, abi.encodeWithSelector(refusal, IDatasetRegistry.Lane.COMMERCIAL, bytes32(0)));
        input = ehdsListing();
        input.consentRoot = root;
        _refuse(input, abi.encodeWithSelector(refusal, IDatasetRegistry.Lane.EHDS, root));
    }

    function testFuzz_publish_withAPriceOtherThanTheCosts_reverts(uint96 priceWei, uint96 rowPriceWei) public {
        vm.assume(priceWei != 100 && rowPriceWei != 0);
        bytes4 refusal = IDatasetRegistry.DatasetPriceInvalid.selector;
        IDatasetRegistry.Listing memory input = ehdsListing();
        input.priceWei = priceWei;
        _refuse(input, abi.encodeWithSelector(refusal, priceWei, 100));
        input = ehdsListing();
        input.rowPriceWei = rowPriceWei;
        _refuse(input, abi.encodeWithSelector(refusal, 100, 100));
        input = listing(100);
        input.costs.evaluationWei = 100;
        _refuse(input, abi.encodeWithSelector(refusal, 100, 100));
    }

    function test_publish_withCostsBeyond96Bits_reverts() public {
        IDatasetRegistry.Listing memory input = ehdsListing();
        (input.costs.holderWei, input.costs.computeWei) = (type(uint96).max, 1);
        _refuse(input, abi.encodeWithSignature("Panic(uint256)", 0x11));
    }

    function testFuzz_publish_withTooHighARenewal_reverts(uint16 renewalBps) public {
        bytes4 refusal = IDatasetRegistry.DatasetRenewalInvalid.selector;
        IDatasetRegistry.Listing memory input = listing(1);
        input.renewalBps = uint16(bound(renewalBps, 10_001, type(uint16).max));
        _refuse(input, abi.encodeWithSelector(refusal, input.renewalBps));
        input = ehdsListing();
        input.renewalBps = uint16(bound(renewalBps, 1, type(uint16).max));
        _refuse(input, abi.encodeWithSelector(refusal, input.renewalBps));
    }

    function testFuzz_setTerms_changesTheseAlone(
        uint96 priceWei,
        uint96 rowPriceWei,
        uint16 renewalBps,
        uint16 purposesMask
    ) public {
        publishBoth();
        renewalBps = uint16(bound(renewalBps, 0, 10_000));
        if (purposesMask == 0) purposesMask = 1;
        IDatasetRegistry.Dataset memory expected = datasets.datasetOf(1);
        (expected.priceWei, expected.rowPriceWei) = (priceWei, rowPriceWei);
        (expected.renewalBps, expected.purposesMask) = (renewalBps, purposesMask);
        IDatasetRegistry.Dataset memory other = datasets.datasetOf(2);
        vm.expectEmit(address(datasets));
        emit IDatasetRegistry.DatasetTermsChanged(1, priceWei, rowPriceWei, renewalBps, purposesMask);
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, priceWei, rowPriceWei, renewalBps, purposesMask);
        _holds(1, expected);
        _holds(2, other);
    }

    function test_setTerms_outOfBounds_reverts() public {
        publishBoth();
        vm.startPrank(HOSPITAL_A);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetRenewalInvalid.selector, 10_001));
        datasets.setTerms(1, 1, 1, 10_001, 1);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetPurposesInvalid.selector, 0));
        datasets.setTerms(1, 1, 1, 1, 0);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetPurposesInvalid.selector, 1 << 16));
        datasets.setTerms(1, 1, 1, 1, 1 << 16);
        vm.stopPrank();
    }

    function test_setTerms_inTheEhdsLane_reverts() public {
        uint256 datasetId = publish(HOSPITAL_A, ehdsListing());
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetCostBased.selector, datasetId));
        vm.prank(HOSPITAL_A);
        datasets.setTerms(datasetId, 100, 0, 0, 1);
    }

    function testFuzz_setters_byOthers_revert(address caller) public {
        vm.assume(caller != HOSPITAL_A);
        publishBoth();
        bytes memory refusal = abi.encodeWithSelector(IDatasetRegistry.DatasetNotOwner.selector, 1, caller);
        IDatasetRegistry.NewVersion memory next;
        vm.startPrank(caller);
        vm.expectRevert(refusal);
        datasets.setTerms(1, 7, 0, 0, 2);
        vm.expectRevert(refusal);
        datasets.setStatus(1, IDatasetRegistry.Status.RETIRED);
        vm.expectRevert(refusal);
        datasets.publishVersion(1, next);
        vm.stopPrank();
    }

    function testFuzz_setStatus_movesFreelyUntilRetired(bool[4] memory isListed) public {
        publishBoth();
        IDatasetRegistry.Dataset memory expected = datasets.datasetOf(1);
        vm.startPrank(HOSPITAL_A);
        for (uint256 i = 0; i < 4; ++i) {
            expected.status = isListed[i] ? IDatasetRegistry.Status.LISTED : IDatasetRegistry.Status.UNLISTED;
            vm.expectEmit(address(datasets));
            emit IDatasetRegistry.DatasetStatusChanged(1, expected.status);
            datasets.setStatus(1, expected.status);
            _holds(1, expected);
        }
        vm.stopPrank();
    }

    function test_setStatus_toRetired_isFinal() public {
        publishBoth();
        vm.startPrank(HOSPITAL_A);
        datasets.setStatus(1, IDatasetRegistry.Status.RETIRED);
        bytes memory refusal = abi.encodeWithSelector(IDatasetRegistry.DatasetRetired.selector, 1);
        IDatasetRegistry.NewVersion memory next;
        vm.expectRevert(refusal);
        datasets.setStatus(1, IDatasetRegistry.Status.LISTED);
        vm.expectRevert(refusal);
        datasets.setTerms(1, 7, 0, 0, 2);
        vm.expectRevert(refusal);
        datasets.publishVersion(1, next);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        vm.stopPrank();
        vm.expectRevert(refusal);
        vm.prank(STRANGER);
        datasets.setStatus(1, IDatasetRegistry.Status.LISTED);
    }

    function test_setStatus_toNone_reverts() public {
        publishBoth();
        vm.expectRevert(
            abi.encodeWithSelector(IDatasetRegistry.DatasetStatusInvalid.selector, IDatasetRegistry.Status.NONE)
        );
        vm.prank(HOSPITAL_A);
        datasets.setStatus(1, IDatasetRegistry.Status.NONE);
    }

    function testFuzz_anUnknownDataset_isRefusedEverywhere(uint256 datasetId) public {
        vm.assume(datasetId != 1 && datasetId != 2);
        publishBoth();
        IDatasetRegistry.NewVersion memory next;
        bytes memory refusal = abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, datasetId);
        vm.expectRevert(refusal);
        datasets.datasetOf(datasetId);
        vm.expectRevert(refusal);
        datasets.setTerms(datasetId, 1, 0, 0, 1);
        vm.expectRevert(refusal);
        datasets.setStatus(datasetId, IDatasetRegistry.Status.LISTED);
        vm.expectRevert(refusal);
        datasets.publishVersion(datasetId, next);
        vm.expectRevert(refusal);
        datasets.tokenURI(datasetId);
        assertEq(datasets.publishedRootOf(datasetId), bytes32(0));
    }

    function test_tokenURI_isTheCidOfTheCatalogueEntry() public {
        IDatasetRegistry.Listing memory input = listing(1);
        input.catalogueDigest = hex"00ff000000000000000000000000000000000000000000000000000000000102";
        publish(HOSPITAL_A, input);
        assertEq(
            keccak256(bytes(datasets.tokenURI(1))),
            keccak256("ipfs://f0155122000ff000000000000000000000000000000000000000000000000000000000102")
        );
    }

    function test_wiring_namesLedgerAndConsents() public view {
        (address ledgerAddress, address consentsAddress) = datasets.wiring();
        assertEq(ledgerAddress, address(ledger));
        assertEq(consentsAddress, address(consents));
    }

    function _refuse(IDatasetRegistry.Listing memory input, bytes memory refusal) private {
        vm.expectRevert(refusal);
        datasets.publish(input);
        assertEq(datasets.recordCount(), 0);
    }

    function _holds(uint256 datasetId, IDatasetRegistry.Dataset memory expected) private view {
        assertEq(keccak256(abi.encode(datasets.datasetOf(datasetId))), keccak256(abi.encode(expected)));
    }

    function _expected(
        IDatasetRegistry.Listing memory input
    ) private view returns (IDatasetRegistry.Dataset memory dataset) {
        (dataset.catalogueDigest, dataset.schemaDigest) = (input.catalogueDigest, input.schemaDigest);
        (dataset.licenceHash, dataset.consentRoot) = (input.licenceHash, input.consentRoot);
        (dataset.priceWei, dataset.rowPriceWei) = (input.priceWei, input.rowPriceWei);
        (dataset.renewalBps, dataset.purposesMask) = (input.renewalBps, input.purposesMask);
        (dataset.categoryCode, dataset.lane) = (input.categoryCode, input.lane);
        (dataset.status, dataset.version) = (IDatasetRegistry.Status.LISTED, 1);
        (dataset.provider, dataset.costs) = (HOSPITAL_A, input.costs);
    }
}
