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
        assertEq(_sum(_split(terms, terms.totalWei)), terms.totalWei);
        uint256 amountWei = terms.totalWei == 0 ? 0 : partWei;
        assertEq(_sum(_split(terms, amountWei)), amountWei);
    }

    /// @dev Each share is less than one wei away from the exact one.
    function testFuzz_split_sharesAreWithinOneWei(uint128[8] memory prices, uint16[3] memory feesBps) public view {
        IMarket.Terms memory terms = _terms(prices, 8, feesBps);
        if (terms.totalWei == 0) return;
        uint128[] memory amountsWei = _split(terms, terms.totalWei);
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
        uint128[] memory amountsWei = _split(terms, renewalWei);
        assertEq(amountsWei[11], (uint256(terms.evaluatorWei) * renewalWei) / terms.totalWei);
        assertEq(amountsWei[12], (uint256(terms.treasuryWei) * renewalWei) / terms.totalWei);
        uint256 workersWei = (uint256(terms.workersWei) * renewalWei) / terms.totalWei;
        assertEq(uint256(amountsWei[8]) + amountsWei[9] + amountsWei[10], workersWei);
    }

    function testFuzz_split_ofCostLines_isExact(uint96[8] memory holders, uint96[3] memory lines) public view {
        IMarket.Terms memory terms = _empty(8);
        (terms.workersWei, terms.evaluatorWei, terms.treasuryWei) = (lines[0], lines[1], lines[2]);
        terms.totalWei = uint128(lines[0]) + lines[1] + lines[2];
        for (uint256 i = 0; i < 8; ++i) {
            terms.pricesWei[i] = holders[i];
            terms.totalWei += holders[i];
        }
        uint128[] memory amountsWei = _split(terms, terms.totalWei);
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
        uint128[] memory amountsWei = _split(terms, 161);
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
        assertEq(_sum(_split(terms, type(uint128).max)), type(uint128).max);
    }

    function _split(IMarket.Terms memory terms, uint256 amountWei) private view returns (uint128[] memory amountsWei) {
        (, amountsWei) = _harness.split(terms, _nodes(), address(0xE), amountWei);
    }

    function _isWithinOneWei(uint256 actual, uint256 floored) private pure {
        assertLe(floored, actual);
        assertLe(actual, floored + 1);
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
        terms.treasury = address(0x77);
    }

    function _nodes() private pure returns (address[3] memory) {
        return [address(0xA1), address(0xA2), address(0xA3)];
    }

    function _sum(uint128[] memory amountsWei) private pure returns (uint256 sumWei) {
        for (uint256 i = 0; i < amountsWei.length; ++i) sumWei += amountsWei[i];
    }
}
