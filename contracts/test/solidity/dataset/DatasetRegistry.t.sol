// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {Stage} from "../../../test-support/Stage.sol";

contract DatasetRegistryTest is Stage {
    function test_fuzz_publish_keepsEveryTerm(
        bytes32[4] memory digests,
        uint128 priceWei,
        uint64 rhoCapMicro,
        uint32 purposesMask,
        uint16 categoryCode
    ) public {
        IDatasetRegistry.Listing memory input = listing(priceWei);
        (input.catalogueDigest, input.schemaDigest) = (digests[0], digests[1]);
        (input.licenceHash, input.consentRoot) = (digests[2], digests[3]);
        (input.rhoCapMicro, input.purposesMask, input.categoryCode) = (rhoCapMicro, purposesMask, categoryCode);
        vm.assume(input.catalogueDigest != 0 && input.schemaDigest != 0 && input.licenceHash != 0);
        vm.assume(input.consentRoot != 0 && input.rhoCapMicro != 0 && input.purposesMask != 0);
        vm.prank(HOSPITAL_A);
        uint256 datasetId = datasets.publish(input);

        IDatasetRegistry.Dataset memory dataset = datasets.datasetOf(datasetId);
        assertEq(datasetId, 1);
        assertEq(dataset.catalogueDigest, input.catalogueDigest);
        assertEq(dataset.schemaDigest, input.schemaDigest);
        assertEq(dataset.licenceHash, input.licenceHash);
        assertEq(dataset.priceWei, input.priceWei);
        assertEq(dataset.purposesMask, input.purposesMask);
        assertEq(dataset.categoryCode, input.categoryCode);
        assertEq(dataset.version, 1);
        assertEq(dataset.provider, HOSPITAL_A);
        assertTrue(dataset.status == IDatasetRegistry.Status.LISTED, "listed");
        assertEq(ledger.budgetOf(datasetId).capMicro, input.rhoCapMicro);
        assertTrue(consents.isRoot(datasetId, input.consentRoot), "root anchored");
        assertTrue(!consents.isRoot(datasetId, 0), "zero is no root");
    }

    function test_publish_intoTheEhdsLane_reverts() public {
        IDatasetRegistry.Listing memory input = listing(1);
        input.lane = IDatasetRegistry.Lane.EHDS;
        vm.expectRevert(
            abi.encodeWithSelector(IDatasetRegistry.DatasetLaneClosed.selector, IDatasetRegistry.Lane.EHDS)
        );
        datasets.publish(input);
    }

    function test_publish_ofAnIncompleteListing_reverts() public {
        IDatasetRegistry.Listing memory input = listing(1);
        input.schemaDigest = 0;
        vm.expectRevert(IDatasetRegistry.DatasetZeroDigest.selector);
        datasets.publish(input);
        input = listing(1);
        input.purposesMask = 0;
        vm.expectRevert(IDatasetRegistry.DatasetNoPurpose.selector);
        datasets.publish(input);
        input = listing(1);
        input.rhoCapMicro = 0;
        vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        datasets.publish(input);
        input = listing(1);
        input.consentRoot = 0;
        vm.expectRevert(IConsentRegistry.ConsentZeroRoot.selector);
        datasets.publish(input);
        assertEq(datasets.datasetCount(), 0);
    }

    function test_setTerms_changesPriceAndPurposesAlone() public {
        publishBoth();
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, 7, 2);
        IDatasetRegistry.Dataset memory dataset = datasets.datasetOf(1);
        assertEq(dataset.priceWei, 7);
        assertEq(dataset.purposesMask, 2);
        assertEq(dataset.version, 2);
        assertEq(dataset.schemaDigest, keccak256("schema"));
        assertEq(datasets.datasetOf(2).version, 1);
    }

    function test_setters_byOthers_revert() public {
        publishBoth();
        bytes memory refusal = abi.encodeWithSelector(IDatasetRegistry.DatasetNotOwner.selector, 1, HOSPITAL_B);
        vm.startPrank(HOSPITAL_B);
        vm.expectRevert(refusal);
        datasets.setTerms(1, 7, 2);
        vm.expectRevert(refusal);
        datasets.setStatus(1, IDatasetRegistry.Status.RETIRED);
        vm.stopPrank();
    }

    function test_transfer_movesTheRightToChangeTerms() public {
        publishBoth();
        vm.prank(HOSPITAL_A);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetNotOwner.selector, 1, HOSPITAL_A));
        vm.prank(HOSPITAL_A);
        datasets.setTerms(1, 7, 2);
        vm.prank(STRANGER);
        datasets.setTerms(1, 7, 2);
        assertEq(datasets.datasetOf(1).provider, STRANGER);
    }

    function test_setStatus_toRetired_isFinal() public {
        publishBoth();
        vm.startPrank(HOSPITAL_A);
        datasets.setStatus(1, IDatasetRegistry.Status.UNLISTED);
        datasets.setStatus(1, IDatasetRegistry.Status.LISTED);
        datasets.setStatus(1, IDatasetRegistry.Status.RETIRED);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetRetired.selector, 1));
        datasets.setStatus(1, IDatasetRegistry.Status.LISTED);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetRetired.selector, 1));
        datasets.setTerms(1, 7, 2);
        vm.stopPrank();
    }

    function test_setStatus_toNone_reverts() public {
        publishBoth();
        vm.expectRevert(
            abi.encodeWithSelector(IDatasetRegistry.DatasetStatusInvalid.selector, IDatasetRegistry.Status.NONE)
        );
        vm.prank(HOSPITAL_A);
        datasets.setStatus(1, IDatasetRegistry.Status.NONE);
    }

    function test_datasetOf_unknown_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, 1));
        datasets.datasetOf(1);
        assertEq(datasets.publishedRootOf(1), bytes32(0));
    }

    function test_tokenURI_isTheCidOfTheCatalogueEntry() public {
        IDatasetRegistry.Listing memory input = listing(1);
        input.catalogueDigest = hex"00ff000000000000000000000000000000000000000000000000000000000102";
        datasets.publish(input);
        assertEq(
            keccak256(bytes(datasets.tokenURI(1))),
            keccak256("ipfs://f0155122000ff000000000000000000000000000000000000000000000000000000000102")
        );
    }
}
