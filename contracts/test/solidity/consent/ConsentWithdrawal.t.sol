// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {ConsentStage} from "../../../test-support/ConsentStage.sol";

contract ConsentWithdrawalTest is ConsentStage {
    bytes32 private constant EVIDENCE = keccak256("evidence");

    function test_withdrawKey_ofAnAdmittedGrant_raisesTheEpoch() public {
        grantAndAdmit(1, COMMERCIAL);
        grantAndAdmit(2, COMMERCIAL);
        vm.prank(consentKey(1));
        consents.withdrawKey(COMMERCIAL);
        assertGrant(1, COMMERCIAL, IConsentRegistry.GrantState.WITHDRAWN, 0);
        assertEq(consents.consentEpoch(COMMERCIAL), 1);
        consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(2, COMMERCIAL));
        assertEq(consents.consentEpoch(COMMERCIAL), 2);
    }

    /// @dev Else a stranger could stop every job on the dataset with keys made for that.
    function testFuzz_withdrawKey_ofAPendingGrant_leavesTheEpoch(address key, uint256 datasetId) public {
        grantAndAdmit(1, COMMERCIAL);
        consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(1, COMMERCIAL));
        uint64 epoch = consents.consentEpoch(datasetId);
        vm.assume(key != consentKey(1));
        vm.startPrank(key);
        consents.grant(datasetId, RECORD);
        consents.withdrawKey(datasetId);
        vm.stopPrank();
        assertEq(consents.consentEpoch(datasetId), epoch);
    }

    function testFuzz_withdrawKey_withoutAGrant_reverts(address key, uint256 datasetId) public {
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentNotGranted.selector, datasetId, key));
        vm.prank(key);
        consents.withdrawKey(datasetId);
    }

    function testFuzz_withdrawKeyBySig_twice_reverts(uint256 seed, uint256 datasetId, address relayer) public {
        consents.grantBySig(datasetId, RECORD, signGrant(seed, datasetId, RECORD));
        IConsentRegistry.Signature memory signature = signKeyWithdrawal(seed, datasetId);
        vm.startPrank(relayer);
        consents.withdrawKeyBySig(datasetId, signature);
        vm.expectRevert(
            abi.encodeWithSelector(IConsentRegistry.ConsentNotGranted.selector, datasetId, consentKey(seed))
        );
        consents.withdrawKeyBySig(datasetId, signature);
    }

    function test_withdrawKeyBySig_ofAnotherDataset_isOfAKeyNobodyKnows() public {
        grantAndAdmit(1, COMMERCIAL);
        IConsentRegistry.Signature memory signature = signKeyWithdrawal(1, EHDS);
        vm.expectPartialRevert(IConsentRegistry.ConsentNotGranted.selector);
        consents.withdrawKeyBySig(COMMERCIAL, signature);
    }

    function testFuzz_withdraw_underARoot_marksTheNullifier(uint256 seed, address relayer) public {
        (IConsentRegistry.Withdrawal memory withdrawal, bytes32[] memory proof) = _anchored(seed);
        bytes memory signature = signWithdrawal(seed, withdrawal);
        vm.startPrank(relayer);
        consents.withdraw(withdrawal, proof, signature);
        assertTrue(consents.isWithdrawn(COMMERCIAL, withdrawal.nullifier), "withdrawn");
        assertTrue(!consents.isWithdrawn(EHDS, withdrawal.nullifier), "for this dataset alone");
        assertEq(consents.consentEpoch(COMMERCIAL), 1);
        vm.expectRevert(
            abi.encodeWithSelector(IConsentRegistry.ConsentAlreadyWithdrawn.selector, withdrawal.nullifier)
        );
        consents.withdraw(withdrawal, proof, signature);
    }

    function test_withdraw_underTheFirstRoot_works() public {
        (IConsentRegistry.Withdrawal memory withdrawal, bytes32[] memory proof) = withdrawalOf(1, UNKNOWN);
        datasets.mint(HOSPITAL, UNKNOWN, datasets.datasetOf(COMMERCIAL).lane, withdrawal.root);
        consents.withdraw(withdrawal, proof, signWithdrawal(1, withdrawal));
        assertTrue(consents.isWithdrawn(UNKNOWN, withdrawal.nullifier), "withdrawn");
    }

    function test_withdraw_withBadInput_reverts() public {
        (IConsentRegistry.Withdrawal memory good, bytes32[] memory proof) = _anchored(1);
        bytes memory signature = signWithdrawal(1, good);
        bytes memory bySomebodyElse = signWithdrawal(2, good);

        IConsentRegistry.Withdrawal memory bad = _copy(good);
        bad.root = keccak256("unknown root");
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentUnknownRoot.selector, COMMERCIAL, bad.root));
        consents.withdraw(bad, proof, signature);

        bad = _copy(good);
        bad.datasetId = EHDS;
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentUnknownRoot.selector, EHDS, bad.root));
        consents.withdraw(bad, proof, signature);

        bad.root = 0;
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentUnknownRoot.selector, EHDS, 0));
        consents.withdraw(bad, proof, signature);

        bad = _copy(good);
        bad.recordHash = keccak256("other record");
        vm.expectRevert(IConsentRegistry.ConsentBadProof.selector);
        consents.withdraw(bad, proof, signature);

        bad = _copy(good);
        bad.deadline += 1;
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentBadSignature.selector, good.consentKey);
        vm.expectRevert(refusal);
        consents.withdraw(bad, proof, signature);
        vm.expectRevert(refusal);
        consents.withdraw(good, proof, bySomebodyElse);
        vm.expectRevert(refusal);
        consents.withdraw(good, proof, "");

        vm.warp(good.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentExpiredSignature.selector, good.deadline));
        consents.withdraw(good, proof, signature);
        vm.warp(good.deadline);
        consents.withdraw(good, proof, signature);
    }

    function testFuzz_withdrawBatch_chainsAllBatches(bytes32[] calldata nullifiers, bytes32 evidence) public {
        vm.assume(nullifiers.length != 0);
        vm.startPrank(HOSPITAL);
        consents.withdrawBatch(COMMERCIAL, nullifiers, evidence);
        bytes32 first = keccak256(abi.encode(bytes32(0), nullifiers, evidence));
        assertEq(consents.accumulatorOf(COMMERCIAL), first);
        consents.withdrawBatch(COMMERCIAL, nullifiers, EVIDENCE);
        assertEq(consents.accumulatorOf(COMMERCIAL), keccak256(abi.encode(first, nullifiers, EVIDENCE)));
        assertEq(consents.consentEpoch(COMMERCIAL), 2);
        assertEq(consents.accumulatorOf(EHDS), 0);
        assertTrue(!consents.isWithdrawn(COMMERCIAL, nullifiers[0]), "kept in the chain of batches, not in a slot");
    }

    function test_withdrawBatch_withBadInput_reverts() public {
        bytes32[] memory nullifiers = new bytes32[](2);
        vm.expectRevert(notOwner(COMMERCIAL));
        vm.prank(STRANGER);
        consents.withdrawBatch(COMMERCIAL, nullifiers, EVIDENCE);
        vm.startPrank(HOSPITAL);
        vm.expectRevert(IConsentRegistry.ConsentEmptyBatch.selector);
        consents.withdrawBatch(COMMERCIAL, new bytes32[](0), EVIDENCE);
        vm.expectRevert(wrongLane(EHDS));
        consents.withdrawBatch(EHDS, nullifiers, EVIDENCE);
    }

    function _anchored(
        uint256 seed
    ) private returns (IConsentRegistry.Withdrawal memory withdrawal, bytes32[] memory proof) {
        (withdrawal, proof) = withdrawalOf(seed, COMMERCIAL);
        vm.prank(HOSPITAL);
        consents.anchorRoot(COMMERCIAL, withdrawal.root);
    }

    function _copy(
        IConsentRegistry.Withdrawal memory withdrawal
    ) private pure returns (IConsentRegistry.Withdrawal memory) {
        return abi.decode(abi.encode(withdrawal), (IConsentRegistry.Withdrawal));
    }
}
