// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {FeeSplit} from "../../../src/market/FeeSplit.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {IRewards} from "../../../src/reward/IRewards.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

contract FeeSplitTest is TestBase {
    function test_fuzz_split_conservesEveryWei(
        uint128[8] memory prices,
        uint8 count,
        uint16 treasuryBps,
        uint16 workerBps,
        uint16 evaluatorBps
    ) public pure {
        FeeSplit.Input memory input = _input(prices, bound(count, 1, 8));
        input.fees.treasuryBps = uint16(bound(treasuryBps, 0, 3_000));
        input.fees.workerBps = uint16(bound(workerBps, 0, 3_000));
        input.fees.evaluatorBps = uint16(bound(evaluatorBps, 0, 4_000));

        assertEq(_sum(FeeSplit.split(input)), input.totalWei);
    }

    function test_fuzz_split_sharesAreWithinOneWeiOfExact(uint128[8] memory prices, uint16 workerBps) public pure {
        FeeSplit.Input memory input = _input(prices, 8);
        input.fees.workerBps = uint16(bound(workerBps, 0, 10_000));
        IRewards.Credit[] memory credits = FeeSplit.split(input);
        uint256 workersWei = (uint256(input.totalWei) * input.fees.workerBps) / 10_000;
        uint256 pool = input.totalWei - workersWei;
        for (uint256 i = 0; i < 8; ++i) {
            if (input.totalWei == 0) continue;
            uint256 exact = (pool * input.pricesWei[i]) / input.totalWei;
            assertLe(exact, credits[i].amountWei);
            assertLe(credits[i].amountWei, exact + 1);
        }
        for (uint256 i = 8; i < 11; ++i) {
            assertLe(workersWei / 3, credits[i].amountWei);
            assertLe(credits[i].amountWei, workersWei / 3 + 1);
        }
    }

    function test_split_ofTheDemo_isTheWrittenOne() public pure {
        uint128[8] memory prices;
        (prices[0], prices[1]) = (8 * 100, 8 * 61);
        FeeSplit.Input memory input = _input(prices, 2);
        input.fees = IMarket.Fees(250, 1_500, 250);
        IRewards.Credit[] memory credits = FeeSplit.split(input);
        // 161 wei: workers floor(24.15) = 24, evaluator and treasury floor(4.025) = 4 each, providers 129.
        uint8[7] memory expected = [80, 49, 8, 8, 8, 4, 4];
        for (uint256 i = 0; i < 7; ++i) assertEq(credits[i].amountWei, expected[i]);
        assertEq(credits[0].account, address(1));
        assertTrue(credits[6].kind == IRewards.Kind.TREASURY, "treasury is last");
    }

    function test_split_ofFreeDatasets_creditsNothing() public pure {
        uint128[8] memory prices;
        FeeSplit.Input memory input = _input(prices, 8);
        input.fees = IMarket.Fees(250, 1_500, 250);
        assertEq(_sum(FeeSplit.split(input)), 0);
    }

    function _input(uint128[8] memory prices, uint256 count) private pure returns (FeeSplit.Input memory input) {
        input.pricesWei = new uint128[](count);
        input.providers = new address[](count);
        for (uint256 i = 0; i < count; ++i) {
            // An order's total fits in 128 bits.
            input.pricesWei[i] = prices[i] / 8;
            input.totalWei += input.pricesWei[i];
            input.providers[i] = address(uint160(i + 1));
        }
        input.nodes = new address[](3);
        for (uint256 i = 0; i < 3; ++i) input.nodes[i] = address(uint160(i + 100));
    }

    function _sum(IRewards.Credit[] memory credits) private pure returns (uint256 sumWei) {
        for (uint256 i = 0; i < credits.length; ++i) sumWei += credits[i].amountWei;
    }
}
