// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {PrivacyLedger} from "../../../src/budget/PrivacyLedger.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

/// @dev This contract is admin and nothing is mapped to a role, so it may call everything.
contract PrivacyLedgerTest is TestBase {
    PrivacyLedger private _ledger;

    function setUp() public {
        address authority = deployAccessManager(address(this));
        _ledger = PrivacyLedger(deployCode("budget/PrivacyLedger.sol/PrivacyLedger", abi.encode(authority)));
        _ledger.open(1, 100);
        _ledger.open(2, 1_000);
    }

    function test_open_twice_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetAlreadyOpen.selector, 1));
        _ledger.open(1, 5);
    }

    function test_open_withNothing_reverts() public {
        vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        _ledger.open(3, 0);
    }

    function test_everyFunction_byAStranger_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(9));
        vm.startPrank(address(9));
        vm.expectRevert(refusal);
        _ledger.open(3, 1);
        vm.expectRevert(refusal);
        _ledger.reserve(_ids(1, 2), 1, 1);
        vm.expectRevert(refusal);
        _ledger.charge(_ids(1, 2), 1);
        vm.expectRevert(refusal);
        _ledger.release(_ids(1, 2), 1);
        vm.stopPrank();
    }

    function test_reserve_upToTheCap_isAllowed_andOneMoreIsNot() public {
        _ledger.reserve(_ids(1, 2), 1, 100);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, 1, 0));
        _ledger.reserve(_ids(1, 2), 2, 1);
    }

    function test_reserve_overOneOfTwoCaps_takesNeither() public {
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, 101, 100));
        _ledger.reserve(_ids(1, 2), 1, 101);
        assertEq(_ledger.budgetOf(2).reservedMicro, 0);
    }

    function test_reserve_ofAnUnopenedBudget_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 7, 1, 0));
        _ledger.reserve(_ids(1, 7), 1, 1);
    }

    function test_reserve_ofZero_reverts() public {
        vm.expectRevert(IPrivacyLedger.BudgetZero.selector);
        _ledger.reserve(_ids(1, 2), 1, 0);
    }

    function test_reserve_ofTheHighestValue_revertsWithoutOverflow() public {
        _ledger.reserve(_ids(1, 2), 1, 60);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, type(uint64).max, 40));
        _ledger.reserve(_ids(1, 2), 2, type(uint64).max);
    }

    function test_reserve_twiceForOneOrder_reverts() public {
        _ledger.reserve(_ids(1, 2), 1, 10);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetAlreadyReserved.selector, 1));
        _ledger.reserve(_ids(1, 2), 1, 10);
    }

    function test_reserve_ofBadIds_reverts() public {
        vm.expectRevert(IPrivacyLedger.BudgetDatasetsInvalid.selector);
        _ledger.reserve(new uint256[](0), 1, 1);
        vm.expectRevert(IPrivacyLedger.BudgetDatasetsInvalid.selector);
        _ledger.reserve(new uint256[](9), 1, 1);
        vm.expectRevert(IPrivacyLedger.BudgetDatasetsInvalid.selector);
        _ledger.reserve(_ids(1, 1 << 24), 1, 1);
        vm.expectRevert(IPrivacyLedger.BudgetDatasetsInvalid.selector);
        _ledger.reserve(_ids(0, 1), 1, 1);
    }

    function test_charge_movesReservedToSpent_once() public {
        _ledger.reserve(_ids(1, 2), 1, 10);
        _ledger.charge(_ids(1, 2), 1);
        assertEq(_ledger.budgetOf(1).spentMicro, 10);
        assertEq(_ledger.budgetOf(1).reservedMicro, 0);
        assertEq(_ledger.reservationOf(1, 1), 0);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 1, 1));
        _ledger.charge(_ids(1, 2), 1);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 1, 1));
        _ledger.release(_ids(1, 2), 1);
    }

    function test_charge_ofOtherDatasets_reverts() public {
        _ledger.reserve(_ids(1, 2), 1, 10);
        vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetNotReserved.selector, 2, 1));
        _ledger.charge(_ids(2, 1), 1);
    }

    function test_release_givesTheBudgetBack() public {
        _ledger.reserve(_ids(1, 2), 1, 100);
        assertEq(_ledger.reservationOf(2, 1), 100);
        assertEq(_ledger.reservationOf(3, 1), 0);
        _ledger.release(_ids(1, 2), 1);
        _ledger.reserve(_ids(1, 2), 2, 100);
        assertEq(_ledger.budgetOf(1).reservedMicro, 100);
    }

    function test_fuzz_anyHistory_keepsTheSumOfOpenOrders(uint64[16] memory rhos, uint256 choices) public {
        uint64 spent;
        uint64 reserved;
        for (uint256 i = 0; i < 16; ++i) {
            uint64 rho = uint64(bound(rhos[i], 1, 40));
            uint64 available = 100 - spent - reserved;
            bool isRefused = rho > available;
            if (isRefused) {
                vm.expectRevert(abi.encodeWithSelector(IPrivacyLedger.BudgetExceeded.selector, 1, rho, available));
            }
            _ledger.reserve(_ids(1, 2), i + 1, rho);
            if (isRefused) continue;
            uint256 choice = (choices >> (i * 8)) % 3;
            if (choice == 0) reserved += rho;
            if (choice == 1) spent += rho;
            if (choice == 1) _ledger.charge(_ids(1, 2), i + 1);
            if (choice == 2) _ledger.release(_ids(1, 2), i + 1);
            assertEq(_ledger.budgetOf(1).spentMicro, spent);
            assertEq(_ledger.budgetOf(1).reservedMicro, reserved);
        }
    }

    function _ids(uint256 a, uint256 b) private pure returns (uint256[] memory ids) {
        ids = new uint256[](2);
        (ids[0], ids[1]) = (a, b);
    }
}
