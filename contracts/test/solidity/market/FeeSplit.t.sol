// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IMarket} from "../../../src/market/IMarket.sol";
import {RecordHarness} from "../../../test-support/RecordHarness.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

contract FeeSplitTest is TestBase {
    uint256 private constant BPS = 10_000;

    RecordHarness private _harness;

    function setUp() public {
        _harness = new RecordHarness();
    }

    function testFuzz_split_conservesEveryWei(
        uint128[8] memory prices,
        uint8 count,
        uint16[3] memory feesBps,
        uint128 partWei
    ) public view {
        IMarket.Terms memory terms = _terms(prices, bound(count, 1, 8), feesBps);
        assertEq(_sum(_split(terms, 0)), terms.totalWei);
        terms.renewalWei = uint128(bound(partWei, 0, terms.totalWei));
        (uint128[] memory amountsWei, uint128 renewalWei) = _harness.renewal(terms, _split(terms, 0));
        assertEq(renewalWei, terms.renewalWei);
        assertEq(_sum(amountsWei), renewalWei);
    }

    /// @dev In both lanes, for any datasets that are dropped: what was paid in is paid out, and the dropped ones' prices are
    /// the buyer's.
    function testFuzz_split_withDroppedDatasets_conservesEveryWei(
        uint128[8] memory prices,
        uint8 count,
        uint8 mask,
        uint16[3] memory feesBps,
        bool isEhds
    ) public view {
        count = uint8(bound(count, 2, 8));
        mask = _maskOf(mask, count);
        IMarket.Terms memory terms = _terms(prices, count, feesBps);
        if (isEhds) _toCostLines(terms);
        (address[] memory payees, uint128[] memory amountsWei) = _harness.split(terms, _nodes(), address(0xE), mask);
        assertEq(_sum(amountsWei), terms.totalWei);
        assertEq(payees.length, uint256(count) + 6);
        assertEq(amountsWei.length, payees.length);
        assertEq(payees[count], terms.buyer);
        uint256 refundWei = 0;
        for (uint256 i = 0; i < count; ++i) {
            assertEq(payees[i], terms.providers[i]);
            if ((mask >> i) & 1 == 0) continue;
            assertEq(amountsWei[i], 0);
            refundWei += terms.pricesWei[i];
        }
        assertEq(amountsWei[count], refundWei);
    }

    /// @dev The order comes to cost what it would have cost over the others alone; a wei or two by rounding.
    function testFuzz_split_withDroppedDatasets_costsWhatTheOthersCost(
        uint128[8] memory prices,
        uint8 mask,
        uint16[3] memory feesBps
    ) public view {
        mask = _maskOf(mask, 8);
        uint128[8] memory keptPrices;
        uint256 kept = 0;
        for (uint256 i = 0; i < 8; ++i) if ((mask >> i) & 1 == 0) keptPrices[kept++] = prices[i];
        IMarket.Terms memory whole = _terms(prices, 8, feesBps);
        IMarket.Terms memory alone = _terms(keptPrices, kept, feesBps);
        uint128[] memory amountsWei = _split(whole, mask);
        uint128[] memory expected = _split(alone, 0);
        assertEq(_sum(amountsWei) - amountsWei[8], alone.totalWei);
        uint256 at = 0;
        for (uint256 i = 0; i < 8; ++i) if ((mask >> i) & 1 == 0) _isClose(amountsWei[i], expected[at++], 4);
        for (uint256 i = 0; i < 5; ++i) _isClose(amountsWei[9 + i], expected[kept + i], 1);
    }

    /// @dev Nobody who works on a job earns by dropping a dataset.
    function testFuzz_split_withDroppedDatasets_raisesNoFee(
        uint128[8] memory prices,
        uint8 mask,
        uint16[3] memory feesBps
    ) public view {
        mask = _maskOf(mask, 8);
        IMarket.Terms memory terms = _terms(prices, 8, feesBps);
        uint128[] memory amountsWei = _split(terms, mask);
        uint128[] memory before = _split(terms, 0);
        uint256 workersWei = uint256(amountsWei[9]) + amountsWei[10] + amountsWei[11];
        assertLe(workersWei, terms.workersWei);
        assertLe(amountsWei[12], before[11]);
        assertLe(amountsWei[13], before[12]);
    }

    /// @dev In the EHDS lane the other lines are the cost of work that was done.
    function testFuzz_split_ofCostLines_withDroppedDatasets_givesBackTheHoldersLine(
        uint96[8] memory holders,
        uint96[3] memory lines,
        uint8 mask
    ) public view {
        mask = _maskOf(mask, 8);
        IMarket.Terms memory terms = _costs(holders, lines);
        uint128[] memory amountsWei = _split(terms, mask);
        for (uint256 i = 0; i < 8; ++i) assertEq(amountsWei[i], (mask >> i) & 1 == 0 ? holders[i] : 0);
        assertEq(uint256(amountsWei[9]) + amountsWei[10] + amountsWei[11], lines[0]);
        assertEq(amountsWei[12], lines[1]);
        assertEq(amountsWei[13], lines[2]);
    }

    /// @dev A renewal after a drop pays nobody for what was dropped, asks for no more than it pays, and less than a wei
    /// for each payee below the exact share.
    function testFuzz_renewal_withDroppedDatasets_isTheOthersShare(
        uint128[8] memory prices,
        uint8 mask,
        uint16[3] memory feesBps,
        uint16 renewalBps
    ) public view {
        mask = _maskOf(mask, 8);
        IMarket.Terms memory terms = _terms(prices, 8, feesBps);
        terms.renewalWei = uint128((uint256(terms.totalWei) * bound(renewalBps, 0, BPS)) / BPS);
        uint128[] memory soldWei = _split(terms, mask);
        (uint128[] memory amountsWei, uint128 renewalWei) = _harness.renewal(terms, soldWei);
        assertEq(amountsWei.length, 14);
        assertEq(_sum(amountsWei), renewalWei);
        assertEq(amountsWei[8], 0);
        for (uint256 i = 0; i < 8; ++i) if ((mask >> i) & 1 != 0) assertEq(amountsWei[i], 0);
        if (terms.totalWei == 0) return;
        uint256 exactWei = (uint256(terms.totalWei - soldWei[8]) * terms.renewalWei) / terms.totalWei;
        assertLe(renewalWei, exactWei);
        assertLe(exactWei, uint256(renewalWei) + 13);
    }

    function test_split_ofTheDemo_withoutItsSecondDataset() public view {
        uint128[8] memory prices;
        (prices[0], prices[1]) = (8 * 100, 8 * 61);
        IMarket.Terms memory terms = _terms(prices, 2, [uint16(250), 1_500, 250]);
        // 161 wei less 61: workers floor(24 * 100 / 161) = 14, evaluator and treasury floor(4 * 100 / 161) = 2 each.
        uint8[8] memory expected = [82, 0, 61, 4, 5, 5, 2, 2];
        uint128[] memory amountsWei = _split(terms, 2);
        for (uint256 i = 0; i < 8; ++i) assertEq(amountsWei[i], expected[i]);
    }

    function test_renewal_ofAFreeOrder_withDroppedDatasets_costsNothing() public view {
        uint128[8] memory prices;
        IMarket.Terms memory terms = _terms(prices, 2, [uint16(250), 1_500, 250]);
        (uint128[] memory amountsWei, uint128 renewalWei) = _harness.renewal(terms, _split(terms, 1));
        assertEq(renewalWei, 0);
        assertEq(amountsWei.length, 8);
        assertEq(_sum(amountsWei), 0);
    }

    /// @dev What is left may be free: then it is shared as a free order is.
    function test_split_withoutAllThatCosts_givesEverythingBack() public view {
        uint128[8] memory prices;
        prices[0] = 8 * 100;
        IMarket.Terms memory terms = _terms(prices, 2, [uint16(250), 1_500, 250]);
        uint128[] memory amountsWei = _split(terms, 1);
        assertEq(amountsWei[2], 100);
        assertEq(_sum(amountsWei), 100);
    }

    /// @dev Each share is less than one wei away from the exact one.
    function testFuzz_split_sharesAreWithinOneWei(uint128[8] memory prices, uint16[3] memory feesBps) public view {
        IMarket.Terms memory terms = _terms(prices, 8, feesBps);
        if (terms.totalWei == 0) return;
        uint128[] memory amountsWei = _split(terms, 0);
        uint256 pool = terms.totalWei - terms.workersWei - terms.evaluatorWei - terms.treasuryWei;
        for (uint256 i = 0; i < 8; ++i) {
            _isWithinOneWei(amountsWei[i], (pool * terms.pricesWei[i]) / terms.totalWei);
        }
        for (uint256 i = 8; i < 11; ++i) _isWithinOneWei(amountsWei[i], terms.workersWei / 3);
        assertEq(amountsWei[11], terms.evaluatorWei);
        assertEq(amountsWei[12], terms.treasuryWei);
    }

    /// @dev A renewal is shared as the sale was: floor(share * renewal / total), providers get the rest.
    function testFuzz_split_ofARenewal_keepsTheProportions(
        uint128[8] memory prices,
        uint16[3] memory feesBps,
        uint16 renewalBps
    ) public view {
        IMarket.Terms memory terms = _terms(prices, 8, feesBps);
        if (terms.totalWei == 0) return;
        uint256 renewalWei = (uint256(terms.totalWei) * bound(renewalBps, 0, BPS)) / BPS;
        terms.renewalWei = uint128(renewalWei);
        (uint128[] memory amountsWei, ) = _harness.renewal(terms, _split(terms, 0));
        assertEq(amountsWei[11], (uint256(terms.evaluatorWei) * renewalWei) / terms.totalWei);
        assertEq(amountsWei[12], (uint256(terms.treasuryWei) * renewalWei) / terms.totalWei);
        uint256 workersWei = (uint256(terms.workersWei) * renewalWei) / terms.totalWei;
        assertEq(uint256(amountsWei[8]) + amountsWei[9] + amountsWei[10], workersWei);
    }

    function testFuzz_split_ofCostLines_isExact(uint96[8] memory holders, uint96[3] memory lines) public view {
        uint128[] memory amountsWei = _split(_costs(holders, lines), 0);
        for (uint256 i = 0; i < 8; ++i) assertEq(amountsWei[i], holders[i]);
        assertEq(uint256(amountsWei[8]) + amountsWei[9] + amountsWei[10], lines[0]);
        assertEq(amountsWei[11], lines[1]);
        assertEq(amountsWei[12], lines[2]);
    }

    function test_split_ofTheDemo_isTheWrittenOne() public view {
        uint128[8] memory prices;
        (prices[0], prices[1]) = (8 * 100, 8 * 61);
        IMarket.Terms memory terms = _terms(prices, 2, [uint16(250), 1_500, 250]);
        // 161 wei: workers floor(24.15) = 24, evaluator and treasury floor(4.025) = 4 each, providers 129.
        uint8[7] memory expected = [80, 49, 8, 8, 8, 4, 4];
        uint128[] memory amountsWei = _split(terms, 0);
        for (uint256 i = 0; i < 7; ++i) assertEq(amountsWei[i], expected[i]);
    }

    function test_split_namesPayeesInTheWrittenOrder() public view {
        uint128[8] memory prices;
        IMarket.Terms memory terms = _terms(prices, 2, [uint16(0), 0, 0]);
        (address[] memory payees, ) = _harness.split(terms, _nodes(), address(0xE), 0);
        address[7] memory expected = [
            address(1),
            address(2),
            address(0xA1),
            address(0xA2),
            address(0xA3),
            address(0xE),
            address(0x77)
        ];
        assertEq(payees.length, 7);
        for (uint256 i = 0; i < 7; ++i) assertEq(payees[i], expected[i]);
    }

    function testFuzz_split_ofFreeDatasets_owesNothing(uint8 count, uint16[3] memory feesBps) public view {
        uint128[8] memory prices;
        count = uint8(bound(count, 1, 8));
        uint128[] memory amountsWei = _split(_terms(prices, count, feesBps), 0);
        assertEq(amountsWei.length, uint256(count) + 5);
        assertEq(_sum(amountsWei), 0);
    }

    function test_split_ofTheHighestTotal_doesNotOverflow() public view {
        IMarket.Terms memory terms = _empty(8);
        terms.totalWei = type(uint128).max;
        (terms.workersWei, terms.evaluatorWei, terms.treasuryWei) = (terms.totalWei / 4, 3, 5);
        for (uint256 i = 0; i < 8; ++i) terms.pricesWei[i] = terms.totalWei / 8;
        terms.pricesWei[7] += terms.totalWei % 8;
        assertEq(_sum(_split(terms, 0)), type(uint128).max);
        assertEq(_sum(_split(terms, 0x7f)), type(uint128).max);
    }

    function _split(IMarket.Terms memory terms, uint8 mask) private view returns (uint128[] memory amountsWei) {
        (, amountsWei) = _harness.split(terms, _nodes(), address(0xE), mask);
    }

    /// @dev One to all but one of the datasets.
    function _maskOf(uint8 random, uint256 count) private pure returns (uint8) {
        return uint8(bound(random, 1, (1 << count) - 2));
    }

    function _isWithinOneWei(uint256 actual, uint256 floored) private pure {
        assertLe(floored, actual);
        assertLe(actual, floored + 1);
    }

    function _isClose(uint256 actual, uint256 expected, uint256 mostWei) private pure {
        assertLe(expected, actual + mostWei);
        assertLe(actual, expected + mostWei);
    }

    /// @dev What was the price of each dataset becomes its holder's line, beside the others.
    function _toCostLines(IMarket.Terms memory terms) private pure {
        terms.permitId = 1;
        (terms.workersWei, terms.evaluatorWei, terms.treasuryWei) = (
            terms.workersWei / 16,
            terms.evaluatorWei / 16,
            terms.treasuryWei / 16
        );
        for (uint256 i = 0; i < terms.pricesWei.length; ++i) terms.pricesWei[i] /= 16;
        terms.totalWei = terms.workersWei + terms.evaluatorWei + terms.treasuryWei;
        for (uint256 i = 0; i < terms.pricesWei.length; ++i) terms.totalWei += terms.pricesWei[i];
    }

    function _costs(
        uint96[8] memory holders,
        uint96[3] memory lines
    ) private pure returns (IMarket.Terms memory terms) {
        terms = _empty(8);
        terms.permitId = 1;
        (terms.workersWei, terms.evaluatorWei, terms.treasuryWei) = (lines[0], lines[1], lines[2]);
        terms.totalWei = uint128(lines[0]) + lines[1] + lines[2];
        for (uint256 i = 0; i < 8; ++i) {
            terms.pricesWei[i] = holders[i];
            terms.totalWei += holders[i];
        }
    }

    /// @dev As the market makes them: treasury, worker and evaluator shares rounded down, at most half in all.
    function _terms(
        uint128[8] memory prices,
        uint256 count,
        uint16[3] memory feesBps
    ) private pure returns (IMarket.Terms memory terms) {
        terms = _empty(count);
        for (uint256 i = 0; i < count; ++i) {
            // An order's total fits in 128 bits.
            terms.pricesWei[i] = prices[i] / 8;
            terms.totalWei += terms.pricesWei[i];
        }
        uint256 totalWei = terms.totalWei;
        terms.treasuryWei = uint128((totalWei * bound(feesBps[0], 0, 1_500)) / BPS);
        terms.workersWei = uint128((totalWei * bound(feesBps[1], 0, 2_000)) / BPS);
        terms.evaluatorWei = uint128((totalWei * bound(feesBps[2], 0, 1_500)) / BPS);
    }

    function _empty(uint256 count) private pure returns (IMarket.Terms memory terms) {
        (terms.pricesWei, terms.providers) = (new uint128[](count), new address[](count));
        for (uint256 i = 0; i < count; ++i) terms.providers[i] = address(uint160(i + 1));
        (terms.buyer, terms.treasury) = (address(0xB), address(0x77));
    }

    function _nodes() private pure returns (address[3] memory) {
        return [address(0xA1), address(0xA2), address(0xA3)];
    }

    function _sum(uint128[] memory amountsWei) private pure returns (uint256 sumWei) {
        for (uint256 i = 0; i < amountsWei.length; ++i) sumWei += amountsWei[i];
    }
}
