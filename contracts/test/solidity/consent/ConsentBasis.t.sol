// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Wired} from "../../../src/access/Wired.sol";
import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {ConsentStage} from "../../../test-support/ConsentStage.sol";

contract ConsentBasisTest is ConsentStage {
    bytes32 private constant ROOT = keccak256("root");

    function test_wire_worksOnce_andForTheAdminAlone() public {
        IDatasetRegistry registry = IDatasetRegistry(address(datasets));
        vm.expectRevert(abi.encodeWithSelector(Wired.ContractAlreadyWired.selector, address(datasets)));
        consents.wire(registry);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, STRANGER));
        vm.prank(STRANGER);
        consents.wire(registry);
    }

    function testFuzz_anchorRoot_byTheOwner_isAddedAndStays(bytes32 root, bytes32 next) public {
        vm.assume(root != 0 && next != 0);
        vm.startPrank(HOSPITAL);
        consents.anchorRoot(COMMERCIAL, root);
        consents.anchorRoot(COMMERCIAL, next);
        consents.anchorRoot(COMMERCIAL, root);
        assertTrue(consents.isRoot(COMMERCIAL, root) && consents.isRoot(COMMERCIAL, next), "both");
        assertTrue(consents.isRoot(COMMERCIAL, FIRST_ROOT), "and the first");
        assertTrue(!consents.isRoot(EHDS, root) && !consents.isRoot(EHDS, 0), "of this dataset alone");
        assertEq(consents.consentEpoch(COMMERCIAL), 0);
    }

    function test_anchorRoot_byTheRegistry_holdsForFirstAndLaterVersions() public {
        datasets.anchor(consents, COMMERCIAL, FIRST_ROOT);
        datasets.anchor(consents, COMMERCIAL, ROOT);
        assertTrue(consents.isRoot(COMMERCIAL, FIRST_ROOT), "first version");
        assertTrue(consents.isRoot(COMMERCIAL, ROOT), "later version");
    }

    function test_anchorRoot_withBadInput_reverts() public {
        vm.expectRevert(IConsentRegistry.ConsentZeroRoot.selector);
        consents.anchorRoot(COMMERCIAL, 0);
        vm.expectRevert(notOwner(COMMERCIAL));
        vm.prank(STRANGER);
        consents.anchorRoot(COMMERCIAL, ROOT);
        vm.expectRevert(wrongLane(EHDS));
        vm.prank(HOSPITAL);
        consents.anchorRoot(EHDS, ROOT);
    }

    function test_everyRight_endsWithATransferOfTheDataset() public {
        address[] memory keys = new address[](1);
        bytes32[] memory nullifiers = new bytes32[](1);
        vm.startPrank(HOSPITAL);
        datasets.transferFrom(HOSPITAL, STRANGER, COMMERCIAL);
        datasets.transferFrom(HOSPITAL, STRANGER, EHDS);
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, COMMERCIAL, HOSPITAL);
        vm.expectRevert(refusal);
        consents.anchorRoot(COMMERCIAL, ROOT);
        vm.expectRevert(refusal);
        consents.admit(COMMERCIAL, keys);
        vm.expectRevert(refusal);
        consents.withdrawBatch(COMMERCIAL, nullifiers, ROOT);
        vm.expectRevert(refusal);
        consents.suspendBasis(COMMERCIAL, true);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, EHDS, HOSPITAL));
        consents.anchorOptOutRoot(EHDS, ROOT);
        vm.stopPrank();

        vm.startPrank(STRANGER);
        consents.anchorRoot(COMMERCIAL, ROOT);
        consents.suspendBasis(COMMERCIAL, true);
        consents.anchorOptOutRoot(EHDS, ROOT);
    }

    function testFuzz_suspendBasis_stopsOneDatasetUntilResumed(bool isEhds) public {
        (uint256 suspended, uint256 other) = isEhds ? (EHDS, COMMERCIAL) : (COMMERCIAL, EHDS);
        uint256[] memory both = new uint256[](2);
        (both[0], both[1]) = (other, suspended);
        vm.prank(HOSPITAL);
        consents.suspendBasis(suspended, true);
        assertEq(consents.requireActive(other), 0);
        bytes memory refusal = abi.encodeWithSelector(IConsentRegistry.ConsentBasisInactive.selector, suspended);
        vm.expectRevert(refusal);
        consents.requireActive(suspended);
        vm.expectRevert(refusal);
        consents.requireAllActive(both);
        vm.prank(HOSPITAL);
        consents.suspendBasis(suspended, false);
        assertEq(consents.requireAllActive(both).length, 2);
    }

    function testFuzz_suspendBasis_byAnybodyElse_reverts(address caller, bool suspended) public {
        vm.assume(caller != HOSPITAL);
        vm.expectRevert(abi.encodeWithSelector(IConsentRegistry.ConsentNotOwner.selector, COMMERCIAL, caller));
        vm.prank(caller);
        consents.suspendBasis(COMMERCIAL, suspended);
    }

    function test_suspendBasis_keepsTheEpoch_andWithdrawalsGoOn() public {
        grantAndAdmit(1, COMMERCIAL);
        grantAndAdmit(2, COMMERCIAL);
        consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(1, COMMERCIAL));
        vm.prank(HOSPITAL);
        consents.suspendBasis(COMMERCIAL, true);
        consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(2, COMMERCIAL));
        vm.prank(HOSPITAL);
        consents.suspendBasis(COMMERCIAL, false);
        assertEq(consents.requireActive(COMMERCIAL), 2);
    }

    function testFuzz_requireAllActive_givesEveryEpoch(uint8 size, uint8 withdrawals) public {
        uint256 count = bound(size, 0, 8);
        uint256 raised = bound(withdrawals, 0, 4);
        for (uint256 i = 0; i < raised; ++i) {
            grantAndAdmit(i, COMMERCIAL);
            consents.withdrawKeyBySig(COMMERCIAL, signKeyWithdrawal(i, COMMERCIAL));
        }
        uint256[] memory ids = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) ids[i] = i % 2 == 0 ? COMMERCIAL : EHDS;
        uint64[] memory epochs = consents.requireAllActive(ids);
        assertEq(epochs.length, count);
        for (uint256 i = 0; i < count; ++i) assertEq(epochs[i], i % 2 == 0 ? raised : 0);
    }
}
