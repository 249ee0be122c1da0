// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {ConsentStage} from "../../../test-support/ConsentStage.sol";

/// @dev Auditors and indexers rebuild everything from these.
contract ConsentEventsTest is ConsentStage {
    bytes32 private constant ROOT = keccak256("root");

    function test_grantAdmitWithdraw_sayWhatHappened() public {
        _expect();
        emit IConsentRegistry.ConsentGranted(COMMERCIAL, consentKey(1));
        vm.prank(consentKey(1));
        consents.grant(COMMERCIAL, RECORD);
        _expect();
        emit IConsentRegistry.ConsentAdmitted(COMMERCIAL, consentKey(1));
        admit(1, COMMERCIAL);
        _expect();
        emit IConsentRegistry.ConsentKeyWithdrawn(COMMERCIAL, consentKey(1), 1);
        consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(1, COMMERCIAL));

        consents.grantBySig(COMMERCIAL, RECORD, signGrant(2, COMMERCIAL, RECORD));
        _expect();
        emit IConsentRegistry.ConsentKeyWithdrawn(COMMERCIAL, consentKey(2), 1);
        vm.prank(consentKey(2));
        consents.withdrawKey(COMMERCIAL);
    }

    function test_grantBatch_byTheOwner_saysGrantedAndAdmitted() public {
        bytes32[] memory hashes = new bytes32[](1);
        IConsentRegistry.Signature[] memory signatures = new IConsentRegistry.Signature[](1);
        (hashes[0], signatures[0]) = (RECORD, signGrant(1, COMMERCIAL, RECORD));
        _expect();
        emit IConsentRegistry.ConsentGranted(COMMERCIAL, consentKey(1));
        _expect();
        emit IConsentRegistry.ConsentAdmitted(COMMERCIAL, consentKey(1));
        vm.prank(HOSPITAL);
        consents.grantBatch(COMMERCIAL, hashes, signatures);
    }

    function test_rootsAndWithdrawals_sayWhatHappened() public {
        (IConsentRegistry.Withdrawal memory withdrawal, bytes32[] memory proof) = withdrawalOf(1, COMMERCIAL);
        _expect();
        emit IConsentRegistry.ConsentRootAnchored(COMMERCIAL, withdrawal.root);
        vm.prank(HOSPITAL);
        consents.anchorRoot(COMMERCIAL, withdrawal.root);
        bytes memory signature = signWithdrawal(1, withdrawal);
        _expect();
        emit IConsentRegistry.ConsentWithdrawn(COMMERCIAL, withdrawal.nullifier, 1);
        consents.withdraw(withdrawal, proof, signature);

        bytes32[] memory nullifiers = new bytes32[](2);
        nullifiers[1] = withdrawal.nullifier;
        bytes32 accumulator = keccak256(abi.encode(bytes32(0), nullifiers, RECORD));
        _expect();
        emit IConsentRegistry.ConsentsWithdrawn(COMMERCIAL, nullifiers, RECORD, accumulator, 2);
        vm.prank(HOSPITAL);
        consents.withdrawBatch(COMMERCIAL, nullifiers, RECORD);
    }

    function test_suspensionAndOptOut_sayWhatHappened() public {
        vm.startPrank(HOSPITAL);
        _expect();
        emit IConsentRegistry.ConsentBasisSuspended(EHDS, true);
        consents.suspendBasis(EHDS, true);
        _expect();
        emit IConsentRegistry.OptOutRootAnchored(EHDS, 1, ROOT);
        consents.anchorOptOutRoot(EHDS, ROOT);
    }

    function _expect() private {
        vm.expectEmit(address(consents));
    }
}
