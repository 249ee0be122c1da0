// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDisputes} from "../../src/dispute/IDisputes.sol";
import {IJobRegistry} from "../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../src/job/JobSignatures.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {IWorkerRegistry} from "../../src/worker/IWorkerRegistry.sol";
import {LawActions} from "./LawActions.sol";

/// @title PeopleActions
/// @notice Disputes, votes, bonds; workers who leave, come back, raise their stake, sign two reports.
abstract contract PeopleActions is LawActions {
    uint256 internal slashings;
    mapping(uint256 orderId => bool) private _equivocated;

    function dispute(uint256 seed) external observed {
        uint256 orderId = find(mix(seed), SETTLED);
        if (orderId == 0) return;
        IMarket.Settlement memory settlement = settlementOf(orderId);
        bytes memory data = abi.encodeCall(disputes.open, (orderId, settlement, bytes32(seed | 1)));
        (bool isDone, ) = act(STRANGER, address(disputes), data);
        check(isDone, false, "disputed by a stranger");
        (isDone, ) = act(settlement.buyer, address(disputes), data);
        check(isDone, block.timestamp <= settlement.settledAt + DISPUTE_WINDOW, "dispute");
        if (isDone) count(saleOf[orderId] == 0 ? bytes32("dispute a sale") : bytes32("dispute a renewal"));
    }

    /// @dev One to twelve votes.
    function vote(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 orderId = find(random, DISPUTED);
        if (orderId == 0) return;
        bool uphold = (random >> 8) % 2 == 0;
        for (uint256 i = 0; i <= (random >> 16) % 12; ++i) {
            if (market.statusOf(orderId) != IMarket.OrderStatus.DISPUTED) return;
            _vote(
                orderId,
                evaluators[(random >> (24 + 4 * i)) % 5],
                (random >> (96 + 4 * i)) % 4 == 0 ? !uphold : uphold
            );
        }
    }

    function lapse(uint256 seed) external observed {
        uint256 orderId = find(mix(seed), DISPUTED);
        if (orderId == 0) return;
        bool expected = block.timestamp > disputes.disputeOf(orderId).closesAt;
        (bool isDone, ) = act(
            STRANGER,
            address(disputes),
            abi.encodeCall(disputes.lapse, (orderId, settlementOf(orderId)))
        );
        check(isDone, expected, "lapse");
        if (isDone) count("lapse");
    }

    function fetch(uint256 seed) external observed {
        uint256 random = mix(seed);
        address account = beneficiaries()[random % 7];
        uint256 owedWei = disputes.owedWei(account);
        uint256 beforeWei = token.balanceOf(account);
        (bool isDone, ) = act(STRANGER, address(disputes), abi.encodeCall(disputes.withdraw, (account)));
        check(isDone, owedWei != 0, "bond");
        if (isDone) count("fetch a bond");
        uint256 slashedWei = workers.slashedWeiOf(account);
        (isDone, ) = act(STRANGER, address(workers), abi.encodeCall(workers.withdrawSlashed, (account)));
        check(isDone, true, "slashed amount");
        if (slashedWei != 0) count("fetch what was slashed");
        if (token.balanceOf(account) - beforeWei != owedWei + slashedWei) fault("fetched amount");
    }

    /// @dev Whatever brings the worker on: out of the market and in again.
    function restake(uint256 seed) external observed {
        uint256 random = mix(seed);
        address[9] memory all = [
            idler,
            evaluators[3],
            evaluators[4],
            spares[0],
            spares[1],
            nodes[0],
            nodes[1],
            nodes[2],
            evaluator
        ];
        uint256 number = random % 9;
        // Who lost stake and is needed for jobs comes first.
        for (uint256 i = 3; i < 9; ++i) if (workers.workerOf(all[i]).stakeWei < STAKE_WEI) number = i;
        IWorkerRegistry.Worker memory worker = workers.workerOf(all[number]);
        bytes memory data;
        bool expected = true;
        if (worker.roles == 0) {
            data = abi.encodeCall(workers.register, (number == 0 ? 1 : 2, "key", "http://127.0.0.1/", STAKE_WEI));
        } else if (worker.leavingSince != 0) {
            expected = block.timestamp >= worker.leavingSince + UNBONDING;
            data = abi.encodeCall(workers.withdrawStake, ());
        } else if (worker.stakeWei < STAKE_WEI) {
            data = abi.encodeCall(workers.addStake, (STAKE_WEI - worker.stakeWei));
        } else if (number < 3) {
            data = abi.encodeCall(workers.leave, ());
        } else {
            data = abi.encodeCall(workers.update, ("next key", "http://127.0.0.1/"));
        }
        (bool isDone, ) = act(all[number], address(workers), data);
        // Barred from receiving, nobody takes a stake out.
        check(isDone, expected, "stake");
        if (isDone) count(_actName(bytes4(data)));
    }

    function equivocate(uint256 seed) external observed {
        uint256 random = mix(seed);
        (uint256 key, address node) = random % 4 == 0 ? (NODE3_KEY, nodes[2]) : (IDLER_KEY, idler);
        uint256 orderId = (random >> 8) % 1_000;
        IJobRegistry.Report memory first = reportOf(1);
        IJobRegistry.Report memory second = reportOf(2);
        bytes memory data = abi.encodeCall(
            disputes.proveEquivocation,
            (orderId, node, first, _signed(key, orderId, first), second, _signed(key, orderId, second))
        );
        uint256 point = orderId * 4 + (node == idler ? 1 : 0);
        uint128 stakeWei = workers.workerOf(node).stakeWei;
        (bool isDone, ) = act(STRANGER, address(disputes), data);
        check(isDone, !_equivocated[point], "equivocation");
        _equivocated[point] = true;
        if (!isDone) return;
        // Half for the treasury, then a twentieth of the rest for the reporter, both rounded up.
        uint256 left = stakeWei / 2;
        if (workers.workerOf(node).stakeWei != left - (left + 19) / 20) fault("slashed amount");
        count("equivocation");
    }

    /// @dev Everybody who may be owed a bond or what was slashed.
    function beneficiaries() internal view returns (address[7] memory) {
        return [BUYER, BUYER2, TREASURY, TREASURY2, ACCESS_BODY, ACCESS_BODY2, STRANGER];
    }

    function _vote(uint256 orderId, address voter, bool uphold) private {
        bool expected =
            block.timestamp <= disputes.disputeOf(orderId).closesAt &&
                workers.isActive(voter, 2) &&
                !disputes.hasVoted(orderId, voter);
        (bool isDone, ) = act(
            voter,
            address(disputes),
            abi.encodeCall(disputes.vote, (orderId, settlementOf(orderId), uphold, "opinion"))
        );
        check(isDone, expected, "vote");
        if (!isDone) return;
        count("vote");
        IDisputes.State state = disputes.disputeOf(orderId).state;
        if (state == IDisputes.State.REJECTED) count("dispute rejected");
        if (state != IDisputes.State.UPHELD) return;
        delete held[orderId];
        count("dispute upheld");
    }

    function _signed(
        uint256 key,
        uint256 orderId,
        IJobRegistry.Report memory reported
    ) private view returns (bytes memory) {
        return sign(key, typedHash(address(jobs), JobSignatures.hashReport(orderId, reported)));
    }

    function _actName(bytes4 selector) private view returns (bytes32) {
        if (selector == workers.register.selector) return "register";
        if (selector == workers.withdrawStake.selector) return "withdraw stake";
        if (selector == workers.addStake.selector) return "add stake";
        return selector == workers.leave.selector ? bytes32("leave") : bytes32("update");
    }
}
