// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IConsentRegistry} from "../../../src/consent/IConsentRegistry.sol";
import {ConsentStage} from "../../../test-support/ConsentStage.sol";

/// @dev Regulation (EU) 2025/327 Art. 71(3): an opt-out binds permits approved after it; earlier permits go on.
contract OptOutTest is ConsentStage {
    bytes32 private constant NO_ROOT = 0;

    /// @dev Four patients: one opts out before the permit is approved, one after, one opts out and in again before, one
    /// never. Only the first is on the list that binds the permit.
    function test_optOutAt_fourPatients_bindsTheListOfTheApproval() public {
        bytes32 nobody = _listOf(new bytes32[](0));
        bytes32 reversed = _listOf(_one("reversed"));
        bytes32 beforeAndReversed = _listOf(_two("before", "reversed"));
        bytes32 beforeAlone = _listOf(_one("before"));
        bytes32 beforeAndAfter = _listOf(_two("before", "after"));

        _anchorAt(1000, nobody);
        _anchorAt(2000, reversed);
        _anchorAt(3000, beforeAndReversed);
        _anchorAt(4000, beforeAlone);
        uint40 approvedAt = 4500;
        _anchorAt(5000, beforeAndAfter);

        _assertList(approvedAt, 4, beforeAlone);
        // A permit approved while the third patient was still out, and one approved after the second went out.
        _assertList(3999, 3, beforeAndReversed);
        _assertList(5000, 5, beforeAndAfter);
        _assertList(type(uint40).max, 5, beforeAndAfter);
    }

    function test_optOutAt_beforeTheFirstList_isNone() public {
        _assertList(uint40(block.timestamp), 0, NO_ROOT);
        vm.warp(1000);
        _anchorAt(1000, keccak256("list"));
        _assertList(999, 0, NO_ROOT);
        _assertList(1000, 1, keccak256("list"));
    }

    function test_optOutAt_ofTwoListsInOneSecond_isTheLater_andBothAreNumbered() public {
        assertEq(_anchorAt(1000, keccak256("a")), 1);
        assertEq(_anchorAt(1000, keccak256("b")), 2);
        assertEq(_anchorAt(1001, keccak256("c")), 3);
        _assertList(1000, 2, keccak256("b"));
        _assertList(1001, 3, keccak256("c"));
    }

    function testFuzz_anchorOptOutRoot_neverChangesWhatBindsAnEarlierPermit(
        uint32[8] calldata gaps,
        uint256 pick,
        bytes32 root
    ) public {
        vm.assume(root != 0);
        uint40 at = 1;
        uint40[8] memory times;
        for (uint256 i = 0; i < 8; ++i) {
            at += uint40(1) + gaps[i];
            times[i] = at;
            _anchorAt(at, keccak256(abi.encode(i)));
        }
        uint256 chosen = pick % 8;
        // Approved in the second of the list, and in the last one before the next list.
        _assertList(times[chosen], uint32(chosen + 1), keccak256(abi.encode(chosen)));
        uint40 last = chosen == 7 ? at : times[chosen + 1] - 1;
        _assertList(last, uint32(chosen + 1), keccak256(abi.encode(chosen)));
        _anchorAt(at + 1, root);
        _assertList(last, uint32(chosen + 1), keccak256(abi.encode(chosen)));
    }

    function test_anchorOptOutRoot_withBadInput_reverts() public {
        vm.expectRevert(IConsentRegistry.ConsentZeroRoot.selector);
        consents.anchorOptOutRoot(EHDS, 0);
        vm.expectRevert(notOwner(EHDS));
        vm.prank(STRANGER);
        consents.anchorOptOutRoot(EHDS, keccak256("list"));
        vm.expectRevert(wrongLane(COMMERCIAL));
        vm.prank(HOSPITAL);
        consents.anchorOptOutRoot(COMMERCIAL, keccak256("list"));
    }

    function _anchorAt(uint40 at, bytes32 root) private returns (uint32 index) {
        vm.warp(at);
        vm.prank(HOSPITAL);
        index = consents.anchorOptOutRoot(EHDS, root);
    }

    function _assertList(uint40 approvedAt, uint32 expected, bytes32 expectedRoot) private view {
        (uint32 index, bytes32 root) = consents.optOutAt(EHDS, approvedAt);
        assertEq(index, expected);
        assertEq(root, expectedRoot);
    }

    function _listOf(bytes32[] memory entries) private pure returns (bytes32) {
        return keccak256(abi.encode("salted opt-out list", entries));
    }

    function _one(string memory a) private pure returns (bytes32[] memory entries) {
        entries = new bytes32[](1);
        entries[0] = keccak256(bytes(a));
    }

    function _two(string memory a, string memory b) private pure returns (bytes32[] memory entries) {
        entries = new bytes32[](2);
        (entries[0], entries[1]) = (keccak256(bytes(a)), keccak256(bytes(b)));
    }
}
