// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IJobRegistry} from "../../src/job/IJobRegistry.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {SaleActions} from "./SaleActions.sol";

/// @title JobActions
/// @notice Moves jobs on, with datasets dropped and nodes replaced, and gives them up. The model says of each step whether
/// it is allowed.
abstract contract JobActions is SaleActions {
    mapping(uint256 orderId => mapping(address node => bool)) private _replaced;

    /// @notice One to five steps of one job.
    function advance(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 orderId = find(random, ESCROWED);
        if (orderId == 0) return;
        uint256 steps = 1 + ((random >> 16) % 5);
        for (uint256 i = 0; i < steps; ++i) if (!_advance(orderId, random >> (24 + 8 * i), i == 0)) return;
    }

    function giveUp(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 orderId = find(random, ESCROWED);
        // Most often a job somebody is at work on.
        for (uint256 i = 1; i < 8 && orderId != 0 && !_isUnderWay(orderId); ++i) orderId = find(random >> i, ESCROWED);
        if (orderId == 0) return;
        // All reasons that time, law or the evaluator may give, and sometimes the lead's own wish.
        for (uint256 i = 0; i < 6; ++i) {
            uint256 reason = (i + (random >> 8)) % 6;
            if (reason == 1 && (random >> 16) % 3 == 0) continue;
            if (_giveUp(orderId, IJobRegistry.FailReason(reason), random >> 24)) return;
        }
    }

    /// @dev Mostly of a job that is computed now, by somebody fit, signed by the others; sometimes not.
    function replace(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 orderId = random % 8 == 0 ? 0 : _findComputed(random >> 8);
        if (orderId == 0) orderId = find(random, ESCROWED);
        if (orderId == 0) return;
        if (jobs.stateOf(orderId) == IJobRegistry.State.REQUESTED) _advance(orderId, random, false);
        if (!_isUnderWay(orderId)) return;
        address[7] memory all = [spares[0], spares[1], spares[0], spares[1], idler, nodes[(random >> 8) % 3], BUYER];
        _replace(orderId, uint8((random >> 16) % 3), all[(random >> 24) % 7], (random >> 32) % 8 == 0);
    }

    /// @dev A step through the helpers of the stage, in a call of its own so that it may fail.
    function play(IJobRegistry.State state, uint256 orderId, bool passed, uint8 droppedMask) external {
        assertEq(msg.sender, address(this));
        if (state == IJobRegistry.State.REQUESTED) claim(orderId);
        else if (state == IJobRegistry.State.CLAIMED) measure(orderId, droppedMask);
        else if (state == IJobRegistry.State.MEASURED) commit(orderId);
        else if (state == IJobRegistry.State.COMMITTED) report(orderId);
        else if (state == IJobRegistry.State.REPORTED) certify(orderId, passed);
        else finalise(orderId);
    }

    /// @param mayOvertake whether a claim may be made again
    function _advance(uint256 orderId, uint256 random, bool mayOvertake) internal returns (bool isDone) {
        IJobRegistry.State state = jobs.stateOf(orderId);
        IMarket.Terms memory terms = termsOf(orderId);
        if (state > IJobRegistry.State.CERTIFIED) return false;
        if (state == IJobRegistry.State.CLAIMED) {
            if (!mayOvertake && random % 2 == 0) return false;
            bool isLate = block.timestamp >= jobOf(orderId).claimedAt + CLAIM_WINDOW;
            if (mayOvertake && random % 8 < (isLate ? 6 : 1)) return _overtake(orderId, terms);
        }
        // Half of the measurements drop something, sometimes all or what there is not.
        uint256 count = terms.datasetIds.length;
        uint8 droppedMask = (random >> 4) % 2 == 0 ? 0 : uint8((random >> 8) % ((1 << count) + 1));
        if (state != IJobRegistry.State.CLAIMED) droppedMask = jobOf(orderId).droppedMask;
        bool expected =
            block.timestamp <= terms.deadline &&
                droppedMask < (1 << count) - 1 &&
                _isAllowed(orderId, state, terms, droppedMask);
        try this.play(state, orderId, random % 6 != 0, droppedMask) {
            isDone = true;
        } catch (bytes memory problem) {
            if (bytes4(problem) == bytes4(0x4e487b71)) fault("panic");
        }
        check(isDone, expected, isDone ? bytes32("unlawful step") : bytes32("step refused"));
        if (isDone) _note(orderId, state, terms);
    }

    function _isUnderWay(uint256 orderId) private view returns (bool) {
        IJobRegistry.State state = jobs.stateOf(orderId);
        return state >= IJobRegistry.State.CLAIMED && state <= IJobRegistry.State.REFUSED;
    }

    function _isComputed(uint256 orderId) private view returns (bool) {
        IJobRegistry.State state = jobs.stateOf(orderId);
        return state == IJobRegistry.State.CLAIMED || state == IJobRegistry.State.MEASURED;
    }

    /// @dev The first from a random one on, in time; 0 if there is none.
    function _findComputed(uint256 random) private view returns (uint256 orderId) {
        uint256 total = market.orderCount();
        for (uint256 i = 0; i < total; ++i) {
            orderId = 1 + ((random + i) % total);
            if (_isComputed(orderId) && block.timestamp <= termsOf(orderId).deadline) return orderId;
        }
        return 0;
    }

    function _replace(uint256 orderId, uint8 index, address node, bool isForged) private {
        IJobRegistry.Job memory job = jobOf(orderId);
        bytes[2] memory signatures = signReplacement(orderId, index, node);
        if (isForged) signatures[1] = signatures[0];
        bool expected =
            _isComputed(orderId) &&
                block.timestamp <= termsOf(orderId).deadline &&
                isLawful(orderId, job.droppedMask) &&
                isCompute(node) &&
                node != job.nodes[0] &&
                node != job.nodes[1] &&
                node != job.nodes[2] &&
                !_replaced[orderId][node] &&
                !isForged;
        bytes memory data = abi.encodeCall(jobs.replaceNode, (orderId, termsOf(orderId), job, index, node, signatures));
        (bool isDone, ) = act(STRANGER, address(jobs), data);
        check(isDone, expected, isDone ? bytes32("unlawful step") : bytes32("step refused"));
        if (!isDone) return count("replacement refused");
        _replaced[orderId][job.nodes[index]] = true;
        keepReplacement(orderId, index, node);
        count(index == 0 ? bytes32("replace the lead") : bytes32("replace a node"));
    }

    function _giveUp(uint256 orderId, IJobRegistry.FailReason reason, uint256 random) private returns (bool isDone) {
        address caller = random % 3 == 0 ? STRANGER : jobOf(orderId).nodes[0];
        bool expected = _isReason(orderId, reason, caller);
        bytes memory data = abi.encodeCall(jobs.fail, (orderId, reason, termsOf(orderId), jobOf(orderId)));
        (isDone, ) = act(caller, address(jobs), data);
        check(isDone, expected, "failed without a reason");
        if (isDone) count(bytes32(bytes.concat("fail, reason ", bytes1(uint8(48 + uint256(reason))))));
    }

    function _isAllowed(
        uint256 orderId,
        IJobRegistry.State state,
        IMarket.Terms memory terms,
        uint8 droppedMask
    ) private view returns (bool) {
        if (state == IJobRegistry.State.REQUESTED) {
            return hasBasis(terms, 0) && isCompute(nodes[0]) && isCompute(nodes[1]) && isCompute(nodes[2]);
        }
        if (state == IJobRegistry.State.CLAIMED || state == IJobRegistry.State.CERTIFIED) {
            return isLawful(orderId, droppedMask);
        }
        return state != IJobRegistry.State.REPORTED || workers.isActive(evaluator, 2);
    }

    function _note(uint256 orderId, IJobRegistry.State state, IMarket.Terms memory terms) private {
        if (state == IJobRegistry.State.REQUESTED) count("claim");
        else if (state == IJobRegistry.State.CLAIMED) {
            count(jobOf(orderId).droppedMask == 0 ? bytes32("measure") : bytes32("measure, some dropped"));
        } else if (state == IJobRegistry.State.MEASURED) count("commit");
        else if (state == IJobRegistry.State.COMMITTED) count("report");
        else if (state == IJobRegistry.State.REPORTED) count("certify");
        else if (jobOf(orderId).droppedMask != 0) count("finalise, some dropped");
        else count(terms.permitId == 0 ? bytes32("finalise, commercial") : bytes32("finalise, EHDS"));
        if (state == IJobRegistry.State.CLAIMED) measured[orderId] = true;
        if (state != IJobRegistry.State.CERTIFIED) return;
        finalised[orderId] = true;
        held[orderId] = Held(terms.buyer, uint64(block.timestamp) + terms.accessSeconds, terms.purpose);
    }

    /// @dev The claim is made once more, which pins the consent as it is now.
    function _overtake(uint256 orderId, IMarket.Terms memory terms) private returns (bool isDone) {
        IJobRegistry.Job memory job = jobOf(orderId);
        bool expected =
            block.timestamp >= job.claimedAt + CLAIM_WINDOW &&
                block.timestamp <= terms.deadline &&
                _isAllowed(orderId, IJobRegistry.State.REQUESTED, terms, 0);
        vm.recordLogs();
        (isDone, ) = act(nodes[0], address(jobs), abi.encodeCall(jobs.claim, (orderId, terms, nodes, job)));
        check(isDone, expected, isDone ? bytes32("unlawful step") : bytes32("step refused"));
        if (!isDone) return false;
        keepClaim(orderId);
        count("claim again");
    }

    function _isReason(uint256 orderId, IJobRegistry.FailReason reason, address caller) private view returns (bool) {
        IJobRegistry.State state = jobs.stateOf(orderId);
        IMarket.Terms memory terms = termsOf(orderId);
        if (state == IJobRegistry.State.FAILED || reason == IJobRegistry.FailReason.NONE) return false;
        if (reason == IJobRegistry.FailReason.DEADLINE) return block.timestamp > terms.deadline;
        if (reason == IJobRegistry.FailReason.CERTIFICATE_REFUSED) return state == IJobRegistry.State.REFUSED;
        if (reason == IJobRegistry.FailReason.PERMIT_DEAD) return terms.permitId != 0 && permitIsDead(terms);
        if (state < IJobRegistry.State.CLAIMED) return false;
        if (reason == IJobRegistry.FailReason.LEAD_GAVE_UP) {
            return caller == jobOf(orderId).nodes[0] && state <= IJobRegistry.State.REPORTED;
        }
        return isStale(orderId, jobOf(orderId).droppedMask);
    }

    function permitIsDead(IMarket.Terms memory terms) internal view virtual returns (bool);
}
