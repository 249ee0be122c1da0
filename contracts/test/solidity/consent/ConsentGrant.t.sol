// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {ConsentStage} from "../../../test-support/ConsentStage.sol";

contract ConsentGrantTest is ConsentStage {
    IConsentRegistry.GrantState private constant NONE = IConsentRegistry.GrantState.NONE;
    IConsentRegistry.GrantState private constant PENDING = IConsentRegistry.GrantState.PENDING;
    IConsentRegistry.GrantState private constant ADMITTED = IConsentRegistry.GrantState.ADMITTED;
    IConsentRegistry.GrantState private constant WITHDRAWN = IConsentRegistry.GrantState.WITHDRAWN;

    function test_grant_isPendingUntilTheOwnerAdmitsIt() public {
        assertGrant(1, COMMERCIAL, NONE, 0);
        vm.prank(consentKey(1));
        consents.grant(COMMERCIAL, RECORD);
        assertGrant(1, COMMERCIAL, PENDING, RECORD);
        admit(1, COMMERCIAL);
        assertGrant(1, COMMERCIAL, ADMITTED, RECORD);
        assertGrant(1, EHDS, NONE, 0);
        assertEq(consents.consentEpoch(COMMERCIAL), 0);
    }

    function test_grant_ofNoRecord_reverts() public {
        vm.expectRevert(IConsentRegistry.ConsentZeroRecord.selector);
        consents.grant(COMMERCIAL, 0);
        IConsentRegistry.Signature memory signature = signGrant(1, COMMERCIAL, 0);
        vm.expectRevert(IConsentRegistry.ConsentZeroRecord.selector);
        consents.grantBySig(COMMERCIAL, 0, signature);
    }

    function test_grant_inEveryStateButNone_reverts() public {
        address key = consentKey(1);
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentAlreadyGranted.selector, COMMERCIAL, key);
        IConsentRegistry.Signature memory signature = signGrant(1, COMMERCIAL, RECORD);
        consents.grantBySig(COMMERCIAL, RECORD, signature);
        for (uint256 step = 0; step < 3; ++step) {
            if (step == 1) admit(1, COMMERCIAL);
            if (step == 2) consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(1, COMMERCIAL));
            vm.expectRevert(refusal);
            consents.grantBySig(COMMERCIAL, RECORD, signature);
            vm.expectRevert(refusal);
            vm.prank(key);
            consents.grant(COMMERCIAL, keccak256("other record"));
        }
        assertGrant(1, COMMERCIAL, WITHDRAWN, 0);
    }

    function testFuzz_grantBySig_byAnyone_countsForTheSigner(
        address relayer,
        uint256 seed,
        uint256 datasetId,
        bytes32 recordHash
    ) public {
        vm.assume(recordHash != 0);
        IConsentRegistry.Signature memory signature = signGrant(seed, datasetId, recordHash);
        vm.prank(relayer);
        consents.grantBySig(datasetId, recordHash, signature);
        assertGrant(seed, datasetId, PENDING, recordHash);
    }

    function testFuzz_grant_storesTheRecord(address key, uint256 datasetId, bytes32 recordHash) public {
        vm.assume(recordHash != 0);
        vm.prank(key);
        consents.grant(datasetId, recordHash);
        (IConsentRegistry.GrantState state, bytes31 held) = consents.grantOf(datasetId, key);
        assertEq(uint8(state), uint8(PENDING));
        assertEq(bytes32(held), bytes32(bytes31(recordHash)));
    }

    /// @dev The signature is bound to dataset and record: elsewhere it is one of a key nobody knows.
    function testFuzz_grantBySig_ofSomethingElse_neverCountsForTheSigner(uint256 datasetId, bytes32 recordHash) public {
        vm.assume(datasetId != COMMERCIAL || recordHash != RECORD);
        vm.assume(recordHash != 0);
        consents.grantBySig(datasetId, recordHash, signGrant(1, COMMERCIAL, RECORD));
        assertGrant(1, datasetId, NONE, 0);
    }

    function test_grantBySig_withoutASigner_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentBadSignature.selector, address(0));
        IConsentRegistry.Signature memory signature = signGrant(1, COMMERCIAL, RECORD);
        signature.vs = bytes32((uint256(signature.vs) & (1 << 255)) | (uint256(HALF_ORDER) + 1));
        vm.expectRevert(refusal);
        consents.grantBySig(COMMERCIAL, RECORD, signature);
        vm.expectRevert(refusal);
        consents.grantBySig(COMMERCIAL, RECORD, IConsentRegistry.Signature(0, 0));
        vm.expectRevert(refusal);
        consents.withdrawKeyBySig(COMMERCIAL, IConsentRegistry.Signature(0, 0));
    }

    function test_grantBatch_byTheOwner_admits_andByOthers_doesNot() public {
        (bytes32[] memory hashes, IConsentRegistry.Signature[] memory signatures) = _batch(1, 3);
        vm.prank(HOSPITAL);
        consents.grantBatch(COMMERCIAL, hashes, signatures);
        for (uint256 i = 0; i < 3; ++i) assertGrant(1 + i, COMMERCIAL, ADMITTED, hashes[i]);

        (hashes, signatures) = _batch(11, 3);
        vm.prank(STRANGER);
        consents.grantBatch(COMMERCIAL, hashes, signatures);
        for (uint256 i = 0; i < 3; ++i) assertGrant(11 + i, COMMERCIAL, PENDING, hashes[i]);
    }

    function test_grantBatch_withOneSentBefore_stillGoesThrough() public {
        (bytes32[] memory hashes, IConsentRegistry.Signature[] memory signatures) = _batch(1, 4);
        consents.grantBySig(COMMERCIAL, hashes[0], signatures[0]);
        // The second changed its mind already, the third granted for another record.
        consents.grantBySig(COMMERCIAL, hashes[1], signatures[1]);
        consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(2, COMMERCIAL));
        consents.grantBySig(COMMERCIAL, RECORD, signGrant(3, COMMERCIAL, RECORD));

        vm.prank(STRANGER);
        consents.grantBatch(COMMERCIAL, hashes, signatures);
        assertGrant(1, COMMERCIAL, PENDING, hashes[0]);
        assertGrant(4, COMMERCIAL, PENDING, hashes[3]);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(HOSPITAL);
            consents.grantBatch(COMMERCIAL, hashes, signatures);
            assertGrant(1, COMMERCIAL, ADMITTED, hashes[0]);
            assertGrant(2, COMMERCIAL, WITHDRAWN, 0);
            assertGrant(3, COMMERCIAL, PENDING, RECORD);
            assertGrant(4, COMMERCIAL, ADMITTED, hashes[3]);
        }
        assertEq(consents.consentEpoch(COMMERCIAL), 0);
    }

    function test_grantBatch_withBadInput_reverts() public {
        (bytes32[] memory hashes, IConsentRegistry.Signature[] memory signatures) = _batch(1, 2);
        vm.expectRevert(IConsentRegistry.ConsentEmptyBatch.selector);
        consents.grantBatch(COMMERCIAL, new bytes32[](0), signatures);
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentBatchLengths.selector, 1, 2);
        vm.expectRevert(refusal);
        consents.grantBatch(COMMERCIAL, new bytes32[](1), signatures);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBatchLengths.selector, 2, 1));
        consents.grantBatch(COMMERCIAL, hashes, new IConsentRegistry.Signature[](1));
        vm.expectRevert(wrongLane(EHDS));
        consents.grantBatch(EHDS, hashes, signatures);
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, UNKNOWN));
        consents.grantBatch(UNKNOWN, hashes, signatures);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentBadSignature.selector, address(0)));
        consents.grantBatch(COMMERCIAL, hashes, new IConsentRegistry.Signature[](2));
        hashes[1] = 0;
        vm.expectRevert(IConsentRegistry.ConsentZeroRecord.selector);
        consents.grantBatch(COMMERCIAL, hashes, signatures);
    }

    function testFuzz_grantBatch_ofAnySize_grantsAll(uint8 size, bool isOwner) public {
        uint256 count = bound(size, 1, 12);
        (bytes32[] memory hashes, IConsentRegistry.Signature[] memory signatures) = _batch(100, count);
        vm.prank(isOwner ? HOSPITAL : STRANGER);
        consents.grantBatch(COMMERCIAL, hashes, signatures);
        for (uint256 i = 0; i < count; ++i) {
            assertGrant(100 + i, COMMERCIAL, isOwner ? ADMITTED : PENDING, hashes[i]);
        }
    }

    function test_admit_passesOverWhatIsNotPending() public {
        address[] memory keys = new address[](4);
        for (uint256 i = 0; i < 4; ++i) keys[i] = consentKey(1 + i);
        grantAndAdmit(1, COMMERCIAL);
        consents.grantBySig(COMMERCIAL, RECORD, signGrant(2, COMMERCIAL, RECORD));
        consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(2, COMMERCIAL));
        consents.grantBySig(COMMERCIAL, RECORD, signGrant(4, COMMERCIAL, RECORD));
        vm.prank(HOSPITAL);
        consents.admit(COMMERCIAL, keys);
        assertGrant(1, COMMERCIAL, ADMITTED, RECORD);
        assertGrant(2, COMMERCIAL, WITHDRAWN, 0);
        assertGrant(3, COMMERCIAL, NONE, 0);
        assertGrant(4, COMMERCIAL, ADMITTED, RECORD);
    }

    function test_admit_withBadInput_reverts() public {
        address[] memory keys = new address[](1);
        keys[0] = consentKey(1);
        vm.expectRevert(IConsentRegistry.ConsentEmptyBatch.selector);
        consents.admit(COMMERCIAL, new address[](0));
        vm.startPrank(HOSPITAL);
        vm.expectRevert(wrongLane(EHDS));
        consents.admit(EHDS, keys);
    }

    function testFuzz_admit_byAnybodyElse_reverts(address caller, address[] calldata keys) public {
        vm.assume(caller != HOSPITAL && keys.length != 0);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, COMMERCIAL, caller));
        vm.prank(caller);
        consents.admit(COMMERCIAL, keys);
    }

    function _batch(
        uint256 firstSeed,
        uint256 count
    ) private view returns (bytes32[] memory hashes, IConsentRegistry.Signature[] memory signatures) {
        hashes = new bytes32[](count);
        signatures = new IConsentRegistry.Signature[](count);
        for (uint256 i = 0; i < count; ++i) {
            hashes[i] = keccak256(abi.encode("record", firstSeed + i));
            signatures[i] = signGrant(firstSeed + i, COMMERCIAL, hashes[i]);
        }
    }
}
