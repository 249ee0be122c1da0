// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {DroppedDatasets} from "../job/DroppedDatasets.sol";
import {IMarket} from "./IMarket.sol";

/// @title FeeSplit
/// @notice Splits an order's total to the wei: what payees are owed always adds up to what was escrowed.
/// @dev Providers get what workers, evaluator and treasury do not. Inside a group, payee i gets
/// floor(pool * w(0..i) / w) - floor(pool * w(0..i-1) / w): the sum telescopes to the pool exactly, and each share is
/// less than one wei away from the exact one.
///
/// A dropped dataset is paid nothing; its price goes back to the buyer. In the commercial lane all that others get is a
/// share of the price, so the order comes to cost what it would have cost without the dataset, fees included, and nodes
/// gain nothing by dropping one. In the EHDS lane only the holder's line goes back: the other lines are the cost of work
/// that was done (the permit, computing, evaluation), and the terms do not say whose dataset caused how much of it.
library FeeSplit {
    using DroppedDatasets for uint8;

    /// @dev Payees behind the providers and the buyer's refund: three nodes, evaluator, treasury.
    uint256 private constant OTHERS = 5;

    /// @dev The order's total. Requirements: the terms' prices and other shares add up to at most their total; the mask is
    /// as {DroppedDatasets-requireValid} wants it.
    /// @return payees providers in the order's order, the buyer if anything was dropped, the three nodes, evaluator,
    /// treasury
    /// @return amountsWei add up to the total
    function split(
        IMarket.Terms calldata terms,
        address[3] calldata nodes,
        address evaluator,
        uint8 droppedMask
    ) internal pure returns (address[] memory payees, uint128[] memory amountsWei) {
        uint256 count = terms.providers.length;
        uint256 next = droppedMask == 0 ? count : count + 1;
        payees = new address[](next + OTHERS);
        for (uint256 i = 0; i < count; ++i) payees[i] = terms.providers[i];
        for (uint256 i = 0; i < 3; ++i) payees[next + i] = nodes[i];
        (payees[next + 3], payees[next + 4]) = (evaluator, terms.treasury);
        if (droppedMask == 0) return (payees, _amounts(terms, terms.totalWei, terms.totalWei, 0));

        payees[count] = terms.buyer;
        uint256 refundWei = 0;
        for (uint256 i = 0; i < count; ++i) if (droppedMask.isDropped(i)) refundWei += terms.pricesWei[i];
        uint256 keptWei = terms.totalWei - refundWei;
        amountsWei = _amounts(terms, keptWei, terms.permitId == 0 ? keptWei : terms.totalWei, droppedMask);
        // Part of the total, which fits.
        amountsWei[count] = uint128(refundWei);
    }

    /// @dev A renewal is shared as the sale was. Where datasets were dropped, it costs that much less, to a wei for each
    /// payee.
    ///
    /// Requirements: as {split}; the renewal's price is at most the total.
    /// @param soldWei amounts of the sale's settlement
    /// @return amountsWei at the same positions; none for the buyer
    /// @return renewalWei their sum
    function renewal(
        IMarket.Terms calldata terms,
        uint128[] calldata soldWei
    ) internal pure returns (uint128[] memory amountsWei, uint128 renewalWei) {
        uint256 count = terms.providers.length;
        renewalWei = terms.renewalWei;
        if (soldWei.length == count + OTHERS) return (_amounts(terms, renewalWei, renewalWei, 0), renewalWei);
        amountsWei = new uint128[](soldWei.length);
        if (renewalWei == 0) return (amountsWei, 0);
        uint128 sumWei = 0;
        for (uint256 i = 0; i < soldWei.length; ++i) {
            if (i == count) continue;
            // At most what the sale paid.
            amountsWei[i] = uint128((uint256(soldWei[i]) * renewalWei) / terms.totalWei);
            sumWei += amountsWei[i];
        }
        renewalWei = sumWei;
    }

    /// @dev Shares `amountWei`, at most 2^128 - 1, of which nodes, evaluator and treasury get what they get of `ofWei` of
    /// the total, and providers the rest.
    function _amounts(
        IMarket.Terms calldata terms,
        uint256 amountWei,
        uint256 ofWei,
        uint8 droppedMask
    ) private pure returns (uint128[] memory amountsWei) {
        uint256 totalWei = terms.totalWei;
        uint256 count = terms.providers.length;
        uint256 next = droppedMask == 0 ? count : count + 1;
        amountsWei = new uint128[](next + OTHERS);
        // Free: all amounts are zero. A total of zero has a renewal of zero.
        if (totalWei == 0) return amountsWei;

        uint256 workersWei = (uint256(terms.workersWei) * ofWei) / totalWei;
        uint256 evaluatorWei = (uint256(terms.evaluatorWei) * ofWei) / totalWei;
        uint256 treasuryWei = (uint256(terms.treasuryWei) * ofWei) / totalWei;
        uint256 providersWei = amountWei - workersWei - evaluatorWei - treasuryWei;
        uint256 whole = 0;
        for (uint256 i = 0; i < count; ++i) if (!droppedMask.isDropped(i)) whole += terms.pricesWei[i];
        uint256 weight = 0;
        for (uint256 i = 0; i < count; ++i) {
            if (droppedMask.isDropped(i)) continue;
            uint256 price = terms.pricesWei[i];
            // All zero in the EHDS lane where no holder has costs; then there is nothing to share either.
            if (price != 0) amountsWei[i] = _share(providersWei, weight, weight + price, whole);
            weight += price;
        }
        for (uint256 i = 0; i < 3; ++i) amountsWei[next + i] = _share(workersWei, i, i + 1, 3);
        // Parts of `amountWei`, which fits.
        (amountsWei[next + 3], amountsWei[next + 4]) = (uint128(evaluatorWei), uint128(treasuryWei));
    }

    /// @dev No overflow: pool and weights are below 2^128. The result is at most the pool, so the cast keeps it.
    function _share(uint256 poolWei, uint256 from, uint256 to, uint256 whole) private pure returns (uint128) {
        return uint128((poolWei * to) / whole - (poolWei * from) / whole);
    }
}
