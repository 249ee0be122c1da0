// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Callers} from "../../../src/access/Callers.sol";
import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {PrivacyLedger} from "../../../src/budget/PrivacyLedger.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

/// @dev This contract is admin and on the ledger's list. Dataset 1 has no bound per buyer, dataset 2 has one.
contract PrivacyLedgerTest is TestBase {
    uint64 private constant MAX = type(uint64).max;
    address private constant BUYER = address(0xB1);
    address private constant OTHER = address(0xB2);

    PrivacyLedger private _ledger;

    function setUp() public {
        address authority = deployAccessManager(address(this));
        _ledger = PrivacyLedger(deployCode("budget/PrivacyLedger.sol/PrivacyLedger", abi.encode(authority)));
        _ledger.setCaller(address(this), true);
        _ledger.open(1, 100, 0);
        _ledger.open(2, 1_000, 60);
    }

    function test_everyFunction_byAContractNotOnTheList_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(Callers.CallerNotAllowed.selector, address(9));
        vm.startPrank(address(9));
        vm.expectRevert(refusal);
        _ledger.open(3, 1, 1);
        vm.expectRevert(refusal);
        _ledger.topUp(1, 2, 1);
        vm.expectRevert(refusal);
        _ledger.reserve(_both(), 1, BUYER, 1);
        vm.expectRevert(refusal);
        _ledger.charge(_both(), 1, 1);
        vm.expectRevert(refusal);
        _ledger.release(_both(), 1, BUYER, 1);
        vm.stopPrank();
    }

    function test_open_emitsWhatHolds_andKeepsIt() public {
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetOpened(3, 50, 20);
        _ledger.open(3, 50, 20);
        _assertBudget(3, 50, 0, 0, 20);
    }

    function test_open_withoutABoundPerBuyer_boundsByTheCap() public {
        _assertBudget(1, 100, 0, 0, 100);
        _ledger.open(3, 50, 51);
        _assertBudget(3, 50, 0, 0, 50);
        _ledger.open(4, 50, 50);
        _assertBudget(4, 50, 0, 0, 50);
    }

    function test_open_twice_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetAlreadyOpen.selector, 1));
        _ledger.open(1, 5, 0);
    }

    function test_open_withNothing_reverts() public {
        vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        _ledger.open(3, 0, 7);
    }

    function testFuzz_open_anyCapAndBound_isKeptAndBounded(uint64 capMicro, uint64 perBuyerMicro) public {
        vm.assume(capMicro != 0);
        _ledger.open(3, capMicro, perBuyerMicro);
        uint64 bound = perBuyerMicro == 0 || perBuyerMicro > capMicro ? capMicro : perBuyerMicro;
        _assertBudget(3, capMicro, 0, 0, bound);
    }

    function test_topUp_raisesTheCap_andTheBoundOnlyIfItWasTheCap() public {
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetToppedUp(1, 2, 11, 111);
        _ledger.topUp(1, 2, 11);
        _assertBudget(1, 111, 0, 0, 111);
        _ledger.topUp(2, 2, 11);
        _assertBudget(2, 1_011, 0, 0, 60);
    }

    function test_topUp_keepsWhatIsReservedAndSpent() public {
        _ledger.reserve(_both(), 1, BUYER, 40);
        _ledger.charge(_both(), 1, 30);
        _ledger.topUp(1, 2, 1);
        _assertBudget(1, 101, 10, 30, 101);
    }

    function test_topUp_ofAnUnopenedBudget_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotOpen.selector, 7));
        _ledger.topUp(7, 2, 1);
    }

    function test_topUp_byNothing_reverts() public {
        vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        _ledger.topUp(1, 2, 0);
    }

    function test_topUp_above64Bits_reverts() public {
        _ledger.topUp(1, 2, MAX - 100);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        _ledger.topUp(1, 3, 1);
        _assertBudget(1, MAX, 0, 0, MAX);
    }

    function testFuzz_topUp_anyAmount_addsOrReverts(uint64 addedMicro) public {
        bool isRefused = addedMicro == 0 || addedMicro > MAX - 1_000;
        if (addedMicro == 0) vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        else if (isRefused) vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        _ledger.topUp(2, 2, addedMicro);
        _assertBudget(2, isRefused ? 1_000 : 1_000 + addedMicro, 0, 0, 60);
    }

    function test_reserve_takesFromEveryDataset_andEmits() public {
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetReserved(1, 9, 25);
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetReserved(2, 9, 25);
        _ledger.reserve(_both(), 9, BUYER, 25);
        _assertBudget(1, 100, 25, 0, 100);
        _assertBudget(2, 1_000, 25, 0, 60);
        assertEq(_ledger.usedBy(1, BUYER), 0);
        assertEq(_ledger.usedBy(2, BUYER), 25);
    }

    function test_reserve_upToTheCap_isAllowed_andOneMoreIsNot() public {
        _ledger.reserve(_one(1), 1, BUYER, 100);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, 1, 0));
        _ledger.reserve(_one(1), 2, BUYER, 1);
    }

    function test_reserve_countsWhatIsSpent() public {
        _ledger.reserve(_one(1), 1, BUYER, 70);
        _ledger.charge(_one(1), 1, 70);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, 31, 30));
        _ledger.reserve(_one(1), 2, BUYER, 31);
        _ledger.reserve(_one(1), 2, BUYER, 30);
    }

    function test_reserve_overTheBoundPerBuyer_reverts_andOthersAreNotBound() public {
        _ledger.reserve(_one(2), 1, BUYER, 50);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetBuyerExceeded.selector, 2, BUYER, 11, 10));
        _ledger.reserve(_one(2), 2, BUYER, 11);
        _ledger.reserve(_one(2), 2, BUYER, 10);
        _ledger.reserve(_one(2), 3, OTHER, 60);
        assertEq(_ledger.usedBy(2, BUYER), 60);
        assertEq(_ledger.usedBy(2, OTHER), 60);
    }

    function test_reserve_overOneOfTwoCaps_takesNeither() public {
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetBuyerExceeded.selector, 2, BUYER, 61, 60));
        _ledger.reserve(_both(), 1, BUYER, 61);
        _assertBudget(1, 100, 0, 0, 100);
        _assertBudget(2, 1_000, 0, 0, 60);
    }

    function test_reserve_ofAnUnopenedBudget_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotOpen.selector, 7));
        _ledger.reserve(_ids(1, 7), 1, BUYER, 1);
    }

    function test_reserve_ofZero_reverts() public {
        vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        _ledger.reserve(_both(), 1, BUYER, 0);
    }

    function test_reserve_ofTheHighestValue_revertsWithoutOverflow() public {
        _ledger.reserve(_one(1), 1, BUYER, 60);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, MAX, 40));
        _ledger.reserve(_one(1), 2, BUYER, MAX);
    }

    function test_reserve_ofTheWholeRangeOfABudget_isAllowed() public {
        _ledger.open(3, MAX, MAX - 1);
        _ledger.reserve(_one(3), 1, BUYER, MAX - 1);
        _ledger.charge(_one(3), 1, MAX - 1);
        _ledger.reserve(_one(3), 2, OTHER, 1);
        _assertBudget(3, MAX, 1, MAX - 1, MAX - 1);
    }

    function test_reserve_ofOneDatasetTwice_countsTwice() public {
        _ledger.reserve(_ids(2, 2), 1, BUYER, 30);
        _assertBudget(2, 1_000, 60, 0, 60);
        assertEq(_ledger.usedBy(2, BUYER), 60);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, 51, 49));
        _ledger.reserve(_ids(1, 1), 1, BUYER, 51);
    }

    function testFuzz_reserve_anyAmount_isTakenOrRefusedWithWhatIsLeft(uint64 first, uint64 rhoMicro) public {
        first = uint64(bound(first, 1, 60));
        _ledger.reserve(_one(2), 1, BUYER, first);
        bool isTaken = rhoMicro != 0 && rhoMicro <= 60 - first;
        if (rhoMicro == 0) vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        else if (rhoMicro > 1_000 - first) {
            vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 2, rhoMicro, 1_000 - first));
        } else if (!isTaken) {
            vm.expectRevert(
                abi.encodeWithSelector(IPrivacyLedger.BudgetBuyerExceeded.selector, 2, BUYER, rhoMicro, 60 - first)
            );
        }
        _ledger.reserve(_one(2), 2, BUYER, rhoMicro);
        assertEq(_ledger.budgetOf(2).reservedMicro, isTaken ? first + rhoMicro : first);
    }

    function test_charge_movesReservedToSpent_andStaysUsed() public {
        _ledger.reserve(_both(), 1, BUYER, 10);
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetCharged(1, 1, 10);
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetCharged(2, 1, 10);
        _ledger.charge(_both(), 1, 10);
        _assertBudget(1, 100, 0, 10, 100);
        _assertBudget(2, 1_000, 0, 10, 60);
        assertEq(_ledger.usedBy(2, BUYER), 10);
    }

    function test_charge_ofMoreThanIsReserved_reverts() public {
        _ledger.reserve(_ids(1, 2), 1, BUYER, 10);
        _ledger.charge(_one(2), 1, 1);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 2, 10, 9));
        _ledger.charge(_both(), 1, 10);
        _assertBudget(1, 100, 10, 0, 100);
    }

    function testFuzz_charge_anyAmount_movesOrReverts(uint64 reserved, uint64 rhoMicro) public {
        reserved = uint64(bound(reserved, 1, 60));
        _ledger.reserve(_one(2), 1, BUYER, reserved);
        bool isRefused = rhoMicro > reserved;
        if (isRefused) {
            vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 2, rhoMicro, reserved));
        }
        _ledger.charge(_one(2), 1, rhoMicro);
        _assertBudget(2, 1_000, isRefused ? reserved : reserved - rhoMicro, isRefused ? 0 : rhoMicro, 60);
    }

    function test_release_givesTheBudgetBack_toTheBuyerToo() public {
        _ledger.reserve(_both(), 1, BUYER, 60);
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetReleased(1, 1, 60);
        vm.expectEmit(address(_ledger));
        emit IPrivacyLedger.BudgetReleased(2, 1, 60);
        _ledger.release(_both(), 1, BUYER, 60);
        _assertBudget(1, 100, 0, 0, 100);
        _assertBudget(2, 1_000, 0, 0, 60);
        assertEq(_ledger.usedBy(2, BUYER), 0);
        _ledger.reserve(_both(), 2, BUYER, 60);
    }

    function test_release_ofMoreThanIsReserved_reverts() public {
        _ledger.reserve(_one(1), 1, BUYER, 10);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 1, 11, 10));
        _ledger.release(_one(1), 1, BUYER, 11);
    }

    function test_release_ofWhatWasCharged_reverts() public {
        _ledger.reserve(_both(), 1, BUYER, 10);
        _ledger.charge(_both(), 1, 10);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 1, 10, 0));
        _ledger.release(_both(), 1, BUYER, 10);
    }

    function test_release_forABuyerWhoUsesLess_reverts() public {
        _ledger.reserve(_one(2), 1, BUYER, 10);
        _ledger.reserve(_one(2), 2, OTHER, 4);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 2, 5, 4));
        _ledger.release(_one(2), 1, OTHER, 5);
        _assertBudget(2, 1_000, 14, 0, 60);
    }

    function testFuzz_release_anyAmount_givesBackOrReverts(uint64 reserved, uint64 rhoMicro) public {
        reserved = uint64(bound(reserved, 1, 60));
        _ledger.reserve(_one(2), 1, BUYER, reserved);
        bool isRefused = rhoMicro > reserved;
        if (isRefused) {
            vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 2, rhoMicro, reserved));
        }
        _ledger.release(_one(2), 1, BUYER, rhoMicro);
        assertEq(_ledger.budgetOf(2).reservedMicro, isRefused ? reserved : reserved - rhoMicro);
        assertEq(_ledger.usedBy(2, BUYER), isRefused ? reserved : reserved - rhoMicro);
    }

    function _assertBudget(uint256 id, uint64 cap, uint64 reserved, uint64 spent, uint64 perBuyer) private view {
        IPrivacyLedger.Budget memory budget = _ledger.budgetOf(id);
        assertEq(budget.capMicro, cap);
        assertEq(budget.reservedMicro, reserved);
        assertEq(budget.spentMicro, spent);
        assertEq(budget.perBuyerMicro, perBuyer);
    }

    function _both() private pure returns (uint256[] memory) {
        return _ids(1, 2);
    }

    function _one(uint256 a) private pure returns (uint256[] memory ids) {
        ids = new uint256[](1);
        ids[0] = a;
    }

    function _ids(uint256 a, uint256 b) private pure returns (uint256[] memory ids) {
        ids = new uint256[](2);
        (ids[0], ids[1]) = (a, b);
    }
}
