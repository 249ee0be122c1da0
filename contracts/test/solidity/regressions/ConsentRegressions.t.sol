// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

/// @dev Defects that audits found in other markets, in consent, opt-out and permit.
contract ConsentRegressionsTest is JobStage {
    bytes32 private constant RECORD = keccak256("record");
    uint256 private constant KEY = 0xC0;

    /// @dev Vana, NM-0383 6.19: a permission once given for a file could not be taken back.
    function test_regression_vana619_aGrantCanBeWithdrawnAtAnyTime() public {
        address key = vm.addr(KEY);
        consents.grantBySig(1, RECORD, _signGrant(1, RECORD));
        address[] memory keys = new address[](1);
        keys[0] = key;
        vm.prank(HOSPITAL_A);
        consents.admit(1, keys);
        playUntilCertified(ORDER, true);
        vm.prank(key);
        consents.withdrawKey(1);
        (IConsentRegistry.GrantState state, ) = consents.grantOf(1, key);
        assertTrue(state == IConsentRegistry.GrantState.WITHDRAWN, "withdrawn");
        // And it stops what was under way.
        vm.expectPartialRevert(bytes4(keccak256("JobConsentStale(uint256,uint256,uint64,uint64)")));
        jobs.finalise(ORDER, termsOf(ORDER), jobOf(ORDER));
    }

    /// @dev Vana, NM-0383 H-1: a signature for one dataset replayed on another, or a withdrawn one on the same.
    function test_regression_vanaH1_grantSignatureIsForOneDatasetAndOnce() public {
        IConsentRegistry.Signature memory signature = _signGrant(1, RECORD);
        address key = vm.addr(KEY);
        consents.grantBySig(1, RECORD, signature);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentAlreadyGranted.selector, 1, key));
        consents.grantBySig(1, RECORD, signature);
        // On another dataset the same bytes are the signature of a key nobody knows.
        consents.grantBySig(2, RECORD, signature);
        (IConsentRegistry.GrantState state, ) = consents.grantOf(2, key);
        assertTrue(state == IConsentRegistry.GrantState.NONE, "not granted");
        vm.prank(key);
        consents.withdrawKey(1);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentAlreadyGranted.selector, 1, key));
        consents.grantBySig(1, RECORD, signature);
    }

    /// @dev Vana, NM-0383 H-3 (msg.sender in an ERC-2771 contract): who relays a signature is not who consents.
    function testFuzz_regression_vanaH3_theRelayerDoesNotConsent(address relayer) public {
        address key = vm.addr(KEY);
        vm.assume(relayer != key);
        IConsentRegistry.Signature memory signature = _signGrant(1, RECORD);
        vm.prank(relayer);
        consents.grantBySig(1, RECORD, signature);
        (IConsentRegistry.GrantState mine, ) = consents.grantOf(1, key);
        (IConsentRegistry.GrantState theirs, ) = consents.grantOf(1, relayer);
        assertTrue(mine == IConsentRegistry.GrantState.PENDING, "the key consents");
        assertTrue(theirs == IConsentRegistry.GrantState.NONE, "the relayer does not");
    }

    /// @dev market.md 3.5, role kept after the transfer of an asset.
    function test_regression_roleKept_theSellerOfADatasetHasNoSayInItsConsent() public {
        vm.prank(HOSPITAL_A);
        datasets.transferFrom(HOSPITAL_A, STRANGER, 1);
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, 1, HOSPITAL_A);
        bytes32[] memory nullifiers = new bytes32[](1);
        address[] memory keys = new address[](1);
        vm.startPrank(HOSPITAL_A);
        vm.expectRevert(refusal);
        consents.withdrawBatch(1, nullifiers, "evidence");
        vm.expectRevert(refusal);
        consents.suspendBasis(1, true);
        vm.expectRevert(refusal);
        consents.admit(1, keys);
        vm.expectRevert(refusal);
        consents.anchorRoot(1, "root");
        vm.expectRevert(abi.encodeWithSelector(IDatasetRegistry.DatasetNotOwner.selector, 1, HOSPITAL_A));
        datasets.setStatus(1, IDatasetRegistry.Status.UNLISTED);
        vm.stopPrank();
        vm.prank(STRANGER);
        consents.suspendBasis(1, true);
    }

    /// @dev market.md 3.5, unbounded loops: what strangers grant does not make the owner's acts, or an order, any dearer.
    function test_regression_unboundedLoop_grantsOfStrangersCostNobodyAnything() public {
        uint256 before = _gasOfRequireActive();
        for (uint256 i = 1; i <= 100; ++i) {
            vm.prank(address(uint160(i)));
            consents.grant(1, RECORD);
        }
        assertLe(_gasOfRequireActive(), before);
        assertEq(consents.consentEpoch(1), 0);
    }

    /// @dev EHDS Art. 71(3) against market.md 3.5 (live value instead of snapshot): the list at the approval binds.
    function test_regression_brivault443_aLaterOptOutListDoesNotMoveAnEarlierPermit() public {
        IPermitRegistry.DataPermit memory permit = permits.permitOf(PERMIT_ID);
        vm.warp(block.timestamp + 1);
        vm.prank(HOSPITAL_A);
        consents.anchorOptOutRoot(3, "later");
        (uint32 index, ) = consents.optOutAt(3, permit.approvedAt);
        assertEq(index, 0);
        amendPermit();
        assertEq(permits.permitOf(PERMIT_ID).approvedAt, permit.approvedAt);
    }

    function _signGrant(
        uint256 datasetId,
        bytes32 recordHash
    ) private view returns (IConsentRegistry.Signature memory) {
        bytes32 typeHash = keccak256("ConsentGrant(uint256 datasetId,bytes32 recordHash)");
        bytes32 digest = typedHash(address(consents), keccak256(abi.encode(typeHash, datasetId, recordHash)));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest);
        return IConsentRegistry.Signature(r, v == 28 ? bytes32(uint256(s) | (1 << 255)) : s);
    }

    function _gasOfRequireActive() private view returns (uint256) {
        uint256 before = gasleft();
        consents.requireActive(1);
        return before - gasleft();
    }
}
