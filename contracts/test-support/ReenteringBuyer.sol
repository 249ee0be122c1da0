// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {IMarket} from "../src/market/IMarket.sol";

/// @title ReenteringBuyer
/// @notice Buys, and calls the market again from the callback of the token it gets; keeps what came of it.
contract ReenteringBuyer is ERC1155Holder {
    IMarket private immutable MARKET;

    bytes private _attack;
    bytes public answer;
    bool public wasCalledBack;

    constructor(IMarket market, IERC20 token) {
        MARKET = market;
        token.approve(address(market), type(uint256).max);
    }

    function buy(IMarket.OrderRequest calldata request, bytes calldata attack) external {
        _attack = attack;
        MARKET.placeOrder(request);
    }

    function onERC1155Received(address, address, uint256, uint256, bytes memory) public override returns (bytes4) {
        wasCalledBack = true;
        (, answer) = address(MARKET).call(_attack);
        return this.onERC1155Received.selector;
    }
}
