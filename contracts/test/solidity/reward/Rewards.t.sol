// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IRewards} from "../../../src/reward/IRewards.sol";
import {Rewards} from "../../../src/reward/Rewards.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

/// @dev This contract is admin, so it may credit.
contract RewardsTest is TestBase {
    SymbolonToken private _token;
    Rewards private _rewards;

    function setUp() public {
        address authority = deployAccessManager(address(this));
        _token = SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", abi.encode(address(this), 1e27)));
        _rewards = Rewards(deployCode("reward/Rewards.sol/Rewards", abi.encode(authority, _token)));
    }

    function test_fuzz_credit_thenWithdraw_paysExactlyTheSum(uint88 a, uint88 b) public {
        vm.assume(a != 0);
        _token.transfer(address(_rewards), uint256(a) + b);
        _rewards.credit(1, _credits(address(1), a, address(2), b));
        vm.prank(address(1));
        assertEq(_rewards.withdraw(address(3)), a);
        assertEq(_token.balanceOf(address(3)), a);
        assertEq(_rewards.balanceOf(address(1)), 0);
        assertEq(_rewards.owedWei(), b);
        assertEq(_token.balanceOf(address(_rewards)), b);
    }

    function test_credit_toOneAccountTwice_addsUp() public {
        _token.transfer(address(_rewards), 5);
        _rewards.credit(1, _credits(address(1), 2, address(1), 3));
        assertEq(_rewards.balanceOf(address(1)), 5);
    }

    function test_credit_withoutMoney_reverts() public {
        _token.transfer(address(_rewards), 4);
        vm.expectRevert(abi.encodeWithSelector(IRewards.RewardUnfunded.selector, 5, 4));
        _rewards.credit(1, _credits(address(1), 2, address(2), 3));
    }

    function test_credit_againstMoneyOwedAlready_reverts() public {
        _token.transfer(address(_rewards), 5);
        _rewards.credit(1, _credits(address(1), 2, address(2), 3));
        vm.expectRevert(abi.encodeWithSelector(IRewards.RewardUnfunded.selector, 10, 5));
        _rewards.credit(2, _credits(address(1), 2, address(2), 3));
    }

    function test_credit_byAStranger_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        _rewards.credit(1, _credits(address(1), 0, address(2), 0));
    }

    function test_withdraw_ofNothing_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(IRewards.RewardNothingToWithdraw.selector, address(1)));
        vm.prank(address(1));
        _rewards.withdraw(address(1));
    }

    function _credits(
        address a,
        uint256 amountA,
        address b,
        uint256 amountB
    ) private pure returns (IRewards.Credit[] memory credits) {
        credits = new IRewards.Credit[](2);
        credits[0] = IRewards.Credit(a, IRewards.Kind.PROVIDER, amountA);
        credits[1] = IRewards.Credit(b, IRewards.Kind.WORKER, amountB);
    }
}
