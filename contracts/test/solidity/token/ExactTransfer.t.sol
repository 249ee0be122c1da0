// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ExactTransfer} from "../../../src/token/ExactTransfer.sol";
import {FeeToken} from "../../../test-support/FeeToken.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

contract ExactTransferTest is TestBase {
    address private constant PAYER = address(0xB1);

    FeeToken private _token;

    function setUp() public {
        _token = new FeeToken();
        _token.transfer(PAYER, 1e26);
        vm.prank(PAYER);
        _token.approve(address(this), type(uint256).max);
    }

    function testFuzz_pull_reportsWhatArrived(uint256 amountWei) public {
        amountWei = bound(amountWei, 0, 1e26);
        uint256 beforeWei = _token.balanceOf(address(this));
        assertEq(ExactTransfer.pull(_token, PAYER, amountWei), amountWei);
        assertEq(_token.balanceOf(address(this)), beforeWei + amountWei);
    }

    function testFuzz_pull_ofATokenThatTakesAFee_reportsLess(uint256 amountWei) public {
        amountWei = bound(amountWei, 100, 1e26);
        _token.startFee();
        assertEq(ExactTransfer.pull(_token, PAYER, amountWei), amountWei - amountWei / 100);
    }
}
