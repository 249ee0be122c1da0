// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMarket} from "./IMarket.sol";

/// @title FeeSplit
/// @notice Splits an order's total to the wei: what payees are owed always adds up to what was escrowed.
/// @dev Providers get what workers, evaluator and treasury do not. Inside a group, payee i gets
/// floor(pool * w(0..i) / w) - floor(pool * w(0..i-1) / w): the sum telescopes to the pool exactly, and each share is
/// less than one wei away from the exact one.
library FeeSplit {
    /// @dev `amountWei` of the order's total: the whole for the sale itself, a part of it for a renewal.
    ///
    /// Requirements: the terms' shares add up to at most their total; at least one dataset; `amountWei` is below 2^128.
    /// @return payees providers in the order's order, then the three nodes, evaluator, treasury
    /// @return amountsWei add up to `amountWei`
    function split(
        IMarket.Terms calldata terms,
        address[3] calldata nodes,
        address evaluator,
        uint256 amountWei
    ) internal pure returns (address[] memory payees, uint128[] memory amountsWei) {
        uint256 count = terms.providers.length;
        payees = new address[](count + 5);
        for (uint256 i = 0; i < count; ++i) payees[i] = terms.providers[i];
        for (uint256 i = 0; i < 3; ++i) payees[count + i] = nodes[i];
        (payees[count + 3], payees[count + 4]) = (evaluator, terms.treasury);
        amountsWei = amounts(terms, amountWei);
    }

    /// @dev As {split}, the amounts alone.
    function amounts(
        IMarket.Terms calldata terms,
        uint256 amountWei
    ) internal pure returns (uint128[] memory amountsWei) {
        uint256 totalWei = terms.totalWei;
        uint256 count = terms.providers.length;
        amountsWei = new uint128[](count + 5);
        // Free: all amounts are zero. A total of zero has a renewal of zero.
        if (totalWei == 0) return amountsWei;

        uint256 workersWei = (uint256(terms.workersWei) * amountWei) / totalWei;
        uint256 evaluatorWei = (uint256(terms.evaluatorWei) * amountWei) / totalWei;
        uint256 treasuryWei = (uint256(terms.treasuryWei) * amountWei) / totalWei;
        uint256 providersWei = amountWei - workersWei - evaluatorWei - treasuryWei;
        uint256 whole = 0;
        for (uint256 i = 0; i < count; ++i) whole += terms.pricesWei[i];
        uint256 weight = 0;
        for (uint256 i = 0; i < count; ++i) {
            uint256 price = terms.pricesWei[i];
            // All zero in the EHDS lane where no holder has costs; then there is nothing to share either.
            if (price != 0) amountsWei[i] = _share(providersWei, weight, weight + price, whole);
            weight += price;
        }
        for (uint256 i = 0; i < 3; ++i) amountsWei[count + i] = _share(workersWei, i, i + 1, 3);
        // Parts of `amountWei`, which fits.
        (amountsWei[count + 3], amountsWei[count + 4]) = (uint128(evaluatorWei), uint128(treasuryWei));
    }

    /// @dev No overflow: pool and weights are below 2^128. The result is at most the pool, so the cast keeps it.
    function _share(uint256 poolWei, uint256 from, uint256 to, uint256 whole) private pure returns (uint128) {
        return uint128((poolWei * to) / whole - (poolWei * from) / whole);
    }
}
