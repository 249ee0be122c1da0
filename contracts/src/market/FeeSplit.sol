// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRewards} from "../reward/IRewards.sol";
import {IMarket} from "./IMarket.sol";

/// @title FeeSplit
/// @notice Splits an order's total to the wei: what is credited always adds up to what was escrowed.
/// @dev Fees are rounded down and providers get the rest. Inside a group, payee i gets
/// floor(pool * w(0..i) / w) - floor(pool * w(0..i-1) / w): the sum telescopes to the pool exactly, and each share is
/// less than one wei away from the exact one.
library FeeSplit {
    /// @dev 100 %.
    uint256 internal constant BPS = 10_000;

    /// @dev Who was sold to whom, at what.
    struct Input {
        uint128 totalWei;
        IMarket.Fees fees;
        uint128[] pricesWei;
        address[] providers;
        address[] nodes;
        address evaluator;
        address treasury;
    }

    /// @dev Requirements: fees add up to at most 100 %; prices add up to `totalWei`; at least one node and provider.
    /// @return credits providers in the order's order, then nodes, evaluator, treasury
    function split(Input memory input) internal pure returns (IRewards.Credit[] memory credits) {
        uint256 totalWei = input.totalWei;
        uint256 workersWei = (totalWei * input.fees.workerBps) / BPS;
        uint256 evaluatorWei = (totalWei * input.fees.evaluatorBps) / BPS;
        uint256 treasuryWei = (totalWei * input.fees.treasuryBps) / BPS;
        uint256 providersWei = totalWei - workersWei - evaluatorWei - treasuryWei;

        uint256 providerCount = input.providers.length;
        uint256 nodeCount = input.nodes.length;
        credits = new IRewards.Credit[](providerCount + nodeCount + 2);

        uint256 weight = 0;
        for (uint256 i = 0; i < providerCount; ++i) {
            uint256 price = input.pricesWei[i];
            uint256 amountWei = totalWei == 0 ? 0 : _share(providersWei, weight, weight + price, totalWei);
            credits[i] = IRewards.Credit(input.providers[i], IRewards.Kind.PROVIDER, amountWei);
            weight += price;
        }
        for (uint256 i = 0; i < nodeCount; ++i) {
            uint256 amountWei = _share(workersWei, i, i + 1, nodeCount);
            credits[providerCount + i] = IRewards.Credit(input.nodes[i], IRewards.Kind.WORKER, amountWei);
        }
        uint256 rest = providerCount + nodeCount;
        credits[rest] = IRewards.Credit(input.evaluator, IRewards.Kind.EVALUATOR, evaluatorWei);
        credits[rest + 1] = IRewards.Credit(input.treasury, IRewards.Kind.TREASURY, treasuryWei);
    }

    /// @dev No overflow: pool and weights are below 2^128.
    function _share(uint256 poolWei, uint256 from, uint256 to, uint256 whole) private pure returns (uint256) {
        return (poolWei * to) / whole - (poolWei * from) / whole;
    }
}
