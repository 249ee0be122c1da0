// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {FeeToken} from "../../../test-support/FeeToken.sol";
import {ReenteringBuyer} from "../../../test-support/ReenteringBuyer.sol";
import {Stage} from "../../../test-support/Stage.sol";

contract MarketFeeTokenTest is Stage {
    function test_placeOrder_withAFeeOnTransferToken_reverts() public {
        publishBoth();
        FeeToken(address(token)).startFee();
        uint256 totalWei = 160e18 + 1;
        vm.expectRevert(
            abi.encodeWithSelector(IMarket.OrderDepositMismatch.selector, totalWei, totalWei - totalWei / 100)
        );
        vm.prank(BUYER);
        market.placeOrder(orderRequest("1"));
    }

    function deployToken() internal override returns (SymbolonToken) {
        return SymbolonToken(address(new FeeToken()));
    }
}

contract MarketReentrancyTest is Stage {
    ReenteringBuyer private _buyer;

    function setUp() public override {
        super.setUp();
        publishBoth();
        _buyer = new ReenteringBuyer(market, token);
        token.transfer(address(_buyer), 1e24);
    }

    function test_refund_fromTheCallback_isRefused() public {
        _attackWith(abi.encodeCall(market.refund, (1)));
    }

    function test_placeOrder_fromTheCallback_isRefused() public {
        _attackWith(abi.encodeCall(market.placeOrder, (orderRequest("2"))));
    }

    function _attackWith(bytes memory attack) private {
        _buyer.buy(orderRequest("1"), attack);
        assertTrue(_buyer.wasCalledBack(), "the callback ran");
        assertEq(
            keccak256(_buyer.answer()),
            keccak256(abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector))
        );
        assertEq(market.orderCount(), 1);
    }
}
