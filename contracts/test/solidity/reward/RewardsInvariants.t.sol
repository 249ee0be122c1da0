// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IRewards} from "../../../src/reward/IRewards.sol";
import {Rewards} from "../../../src/reward/Rewards.sol";
import {SymbolonToken} from "../../../src/token/SymbolonToken.sol";
import {InvariantBase} from "../../../test-support/InvariantBase.sol";
import {MerkleTree} from "../../../test-support/MerkleTree.sol";
import {RewardsStage} from "../../../test-support/RewardsStage.sol";

/// @dev Fees come in, epochs are proposed (some promise more than they deposit), vetoed, claimed by anybody in any order,
/// claimed again, closed and swept. Calls in try blocks may fail, everything else must succeed.
contract RewardsInvariantsTest is InvariantBase, RewardsStage {
    uint256 private constant PAYEES = 4;
    uint256 private constant SUPPLY_WEI = 1e27;

    struct Payment {
        address account;
        uint128 amountWei;
    }

    SymbolonToken private _token;
    Rewards private _rewards;
    mapping(uint256 epoch => mapping(uint256 index => Payment)) private _lists;
    mapping(uint256 epoch => mapping(uint256 index => uint256)) private _claims;
    mapping(address account => uint256) private _receivedWei;
    uint256 private _treasuryWei;
    uint256 private _feesWei;
    string private _surprise;

    function setUp() public override {
        super.setUp();
        bytes memory args = abi.encode(DISTRIBUTOR, SUPPLY_WEI);
        _token = SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", args));
        _rewards = deployRewards(_token);
    }

    function handlers() internal pure override returns (bytes4[] memory selectors) {
        selectors = new bytes4[](9);
        selectors[0] = this.earn.selector;
        selectors[1] = this.propose.selector;
        selectors[2] = this.propose.selector;
        selectors[3] = this.claim.selector;
        selectors[4] = this.claim.selector;
        selectors[5] = this.claimWrongly.selector;
        selectors[6] = this.veto.selector;
        selectors[7] = this.sweep.selector;
        selectors[8] = this.pass.selector;
    }

    function earn(uint64 amountWei) external {
        _feesWei += amountWei;
        fees.setFees(_feesWei);
    }

    function propose(uint256 choice, uint32[PAYEES] calldata amountsWei) external {
        uint256 epoch = _rewards.epochCount() + 1;
        uint256 sumWei = 0;
        bytes32[] memory leaves = new bytes32[](PAYEES);
        Payment[] memory list = new Payment[](PAYEES);
        for (uint256 i = 0; i < PAYEES; ++i) {
            list[i] = Payment(_payee(choice >> (8 * i)), amountsWei[i]);
            leaves[i] = _rewards.leafOf(epoch, i, list[i].account, list[i].amountWei);
            sumWei += amountsWei[i];
        }
        // A quarter of the lists promises twice the deposit.
        uint128 totalWei = uint128((choice >> 64) % 4 == 0 ? sumWei / 2 : sumWei);
        bool isAllowed = totalWei != 0 && _rewards.emittedWei() + totalWei <= (_feesWei * EMISSION_BPS) / 10_000;
        vm.prank(DISTRIBUTOR);
        try _rewards.propose(MerkleTree.root(leaves), "list", totalWei) {
            if (!isAllowed) _surprise = "proposed above the bound";
            for (uint256 i = 0; i < PAYEES; ++i) _lists[epoch][i] = list[i];
        } catch {
            if (isAllowed) _surprise = "refused below the bound";
        }
    }

    function claim(uint256 choice) external {
        (uint256 epoch, uint256 index) = (_pick(choice), (choice >> 64) % PAYEES);
        if (epoch == 0) return;
        Payment memory payment = _lists[epoch][index];
        IRewards.Epoch memory before = _rewards.epochOf(epoch);
        bool isAllowed =
            before.state == IRewards.State.PROPOSED &&
                block.timestamp >= before.claimableAt &&
                block.timestamp <= before.closesAt &&
                _claims[epoch][index] == 0 &&
                before.claimedWei + payment.amountWei <= before.totalWei;
        try _rewards.claim(epoch, index, payment.account, payment.amountWei, _proof(epoch, index)) {
            if (!isAllowed) _surprise = "paid what must not be paid";
            ++_claims[epoch][index];
            _receivedWei[payment.account] += payment.amountWei;
        } catch {
            if (isAllowed) _surprise = "did not pay what is owed";
        }
    }

    /// @dev Another amount, another account, or the proof of another place.
    function claimWrongly(uint256 choice) external {
        (uint256 epoch, uint256 index) = (_pick(choice), (choice >> 64) % PAYEES);
        if (epoch == 0) return;
        Payment memory payment = _lists[epoch][index];
        bytes32[] memory proof = _proof(epoch, choice % 3 == 0 ? (index + 1) % PAYEES : index);
        if (choice % 3 == 1) ++payment.amountWei;
        if (choice % 3 == 2) payment.account = address(this);
        try _rewards.claim(epoch, index, payment.account, payment.amountWei, proof) {
            _surprise = "paid what is on no list";
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function veto(uint256 choice) external {
        uint256 epoch = _pick(choice);
        // Seldom, so that something is left to claim.
        if (epoch == 0 || choice % 4 != 0) return;
        uint128 totalWei = _rewards.epochOf(epoch).totalWei;
        vm.prank(GUARDIAN);
        try _rewards.veto(epoch, "evidence") {
            _treasuryWei += totalWei;
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function sweep(uint256 choice) external {
        uint256 epoch = _pick(choice);
        IRewards.Epoch memory before = _rewards.epochOf(epoch);
        try _rewards.sweep(epoch) {
            _treasuryWei += before.totalWei - before.claimedWei;
        } catch {} // solhint-disable-line no-empty-blocks
    }

    function pass(uint256 choice) external {
        vm.warp(block.timestamp + bound(choice, 1, CHALLENGE + CHALLENGE / 2));
    }

    function invariant_rewards_eachIndex_isPaidAtMostOnce() public view {
        for (uint256 epoch = 1; epoch <= _rewards.epochCount(); ++epoch) {
            for (uint256 i = 0; i < PAYEES; ++i) {
                assertLe(_claims[epoch][i], 1);
                assertTrue(_rewards.isClaimed(epoch, i) == (_claims[epoch][i] == 1), "the bit says what was paid");
            }
        }
    }

    function invariant_rewards_claimed_isWhatWasPaid_andNeverAboveTheTotal() public view {
        for (uint256 epoch = 1; epoch <= _rewards.epochCount(); ++epoch) {
            uint256 paidWei = 0;
            for (uint256 i = 0; i < PAYEES; ++i) paidWei += _claims[epoch][i] * _lists[epoch][i].amountWei;
            IRewards.Epoch memory entry = _rewards.epochOf(epoch);
            assertEq(entry.claimedWei, paidWei);
            assertLe(entry.claimedWei, entry.totalWei);
        }
    }

    function invariant_rewards_emitted_staysUnderTheFees() public view {
        uint256 emittedWei = 0;
        for (uint256 epoch = 1; epoch <= _rewards.epochCount(); ++epoch) {
            IRewards.Epoch memory entry = _rewards.epochOf(epoch);
            if (entry.state == IRewards.State.PROPOSED) emittedWei += entry.totalWei;
            if (entry.state == IRewards.State.SWEPT) emittedWei += entry.claimedWei;
        }
        assertEq(_rewards.emittedWei(), emittedWei);
        assertLe(emittedWei, (_feesWei * EMISSION_BPS) / 10_000);
        assertEq(_rewards.availableWei(), (_feesWei * EMISSION_BPS) / 10_000 - emittedWei);
    }

    function invariant_rewards_balance_coversEveryOpenEpoch() public view {
        uint256 openWei = 0;
        for (uint256 epoch = 1; epoch <= _rewards.epochCount(); ++epoch) {
            IRewards.Epoch memory entry = _rewards.epochOf(epoch);
            if (entry.state == IRewards.State.PROPOSED) openWei += entry.totalWei - entry.claimedWei;
        }
        assertEq(_token.balanceOf(address(_rewards)), openWei);
    }

    function invariant_rewards_tokens_areConserved() public view {
        uint256 sumWei = _token.balanceOf(address(_rewards)) + _token.balanceOf(DISTRIBUTOR);
        for (uint256 i = 0; i < PAYEES; ++i) {
            assertEq(_token.balanceOf(_payee(i)), _receivedWei[_payee(i)]);
            sumWei += _receivedWei[_payee(i)];
        }
        assertEq(_token.balanceOf(TREASURY), _treasuryWei);
        assertEq(sumWei + _treasuryWei, SUPPLY_WEI);
    }

    function invariant_rewards_payExactlyWhatTheModelPays() public view {
        assertTrue(bytes(_surprise).length == 0, _surprise);
    }

    function _proof(uint256 epoch, uint256 index) private view returns (bytes32[] memory) {
        bytes32[] memory leaves = new bytes32[](PAYEES);
        for (uint256 i = 0; i < PAYEES; ++i) {
            leaves[i] = _rewards.leafOf(epoch, i, _lists[epoch][i].account, _lists[epoch][i].amountWei);
        }
        return MerkleTree.proof(leaves, index);
    }

    /// @dev Mostly one of the last four epochs; 0 if there is none.
    function _pick(uint256 choice) private view returns (uint256) {
        uint256 count = _rewards.epochCount();
        if (count == 0) return 0;
        uint256 back = (choice >> 128) % (count < 4 ? count : 4);
        return choice % 8 == 7 ? 1 + ((choice >> 128) % count) : count - back;
    }

    function _payee(uint256 choice) private pure returns (address) {
        return address(uint160(0xE000 + (choice % PAYEES)));
    }
}
