// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Roles} from "../../src/access/Roles.sol";
import {IDatasetRegistry} from "../../src/dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../../src/job/IJobRegistry.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {SymbolonToken} from "../../src/token/SymbolonToken.sol";
import {Deployed} from "../Deployed.sol";
import {InvariantBase} from "../InvariantBase.sol";
import {RefusingToken} from "../RefusingToken.sol";
import {Stage} from "../Stage.sol";

/// @title WorldBase
/// @notice The whole set with everybody who acts on it, and a model of what ought to be the case. Handlers (see {World})
/// tell the model what they did; whenever the contracts do something else, that is a fault, which an invariant finds.
/// @dev Datasets 1 to 3 are commercial, 3 with a bound per buyer; 4 and 5 are in the EHDS lane.
abstract contract WorldBase is Stage, InvariantBase {
    struct Held {
        address holder;
        uint64 until;
        uint32 purpose;
    }

    uint256 internal constant DATASETS = 5;
    uint256 internal constant FIRST_EHDS = 4;
    uint256 internal constant BOUNDED = 3;
    uint64 internal constant PER_BUYER = 300_000;
    uint256 internal constant FIRST_OWNER_KEY = 0x9401;
    uint256 internal constant IDLER_KEY = 0x1D1E;
    uint256 internal constant FIRST_SPARE_KEY = 0x59A4E;

    address internal immutable BUYER2 = address(0xB222);
    address internal immutable TREASURY2 = address(0x7778);
    address internal immutable ACCESS_BODY2 = address(0xADB1);

    /// @dev Who may own datasets; all have keys, to sign offers.
    address[4] internal owners;
    mapping(address owner => uint256) internal keyOf;
    /// @dev A compute node without jobs, which leaves and comes back and signs two reports.
    address internal idler;
    /// @dev Compute nodes that take over from others.
    address[2] internal spares;
    address[5] internal evaluators;

    mapping(uint256 datasetId => uint64) internal epochs;
    mapping(uint256 datasetId => bool) internal suspended;
    mapping(uint256 renewalId => uint256 orderId) internal saleOf;
    mapping(uint256 renewalId => uint256) internal paidWei;
    mapping(uint256 orderId => bool) internal measured;
    mapping(uint256 orderId => bool) internal finalised;
    mapping(uint256 orderId => Held) internal held;
    mapping(uint256 orderId => mapping(uint256 index => uint256)) internal paidTimes;
    mapping(uint256 datasetId => address[]) internal formerOwners;
    uint256 internal permitsIssued;

    mapping(bytes32 fault => uint256 times) internal faults;
    /// @dev All of them, whatever they are called.
    uint256 internal faultCount;
    mapping(bytes32 action => uint256 times) internal counts;
    mapping(uint256 orderId => IMarket.OrderStatus) private _status;
    mapping(uint256 orderId => IJobRegistry.State) private _state;
    uint256 private _steps;

    /// @dev After each handler every order is compared with the model.
    modifier observed() {
        _;
        _observe();
    }

    function setUp() public virtual override(Stage) {
        super.setUp();
        idler = vm.addr(IDLER_KEY);
        nodeKeys[idler] = IDLER_KEY;
        for (uint256 i = 0; i < 2; ++i) {
            spares[i] = vm.addr(FIRST_SPARE_KEY + i);
            nodeKeys[spares[i]] = FIRST_SPARE_KEY + i;
        }
        for (uint256 i = 0; i < 4; ++i) {
            owners[i] = vm.addr(FIRST_OWNER_KEY + i);
            keyOf[owners[i]] = FIRST_OWNER_KEY + i;
        }
        evaluators = [voters[0], voters[1], voters[2], address(0x70704), address(0x70705)];
        authority.grantRole(Roles.HDAB, ACCESS_BODY2, 0);
        _publishAll();
        _fund();
        uint256 permitId = issuePermit(BUYER, ids(4, 5));
        permitsIssued = permitId;
        // The rest of this contract's tokens pays for reward epochs.
        token.approve(address(rewards), type(uint256).max);
    }

    function deployToken() internal virtual override(Deployed) returns (SymbolonToken) {
        return SymbolonToken(address(new RefusingToken()));
    }

    /// @dev One call by somebody, which may fail but must not panic.
    function act(
        address sender,
        address target,
        bytes memory data
    ) internal returns (bool isDone, bytes memory answer) {
        vm.prank(sender);
        (isDone, answer) = target.call(data);
        if (!isDone && bytes4(answer) == bytes4(0x4e487b71)) fault("panic");
    }

    function fault(bytes32 what) internal {
        ++faults[what];
        ++faultCount;
    }

    /// @dev The contracts must do what the model says.
    function check(bool isDone, bool expected, bytes32 what) internal {
        if (isDone != expected) fault(what);
    }

    function count(bytes32 action) internal {
        ++counts[action];
    }

    /// @dev The runner's inputs are biased to values it met; this is not. The same sequence gives the same numbers.
    function mix(uint256 seed) internal returns (uint256) {
        return uint256(keccak256(abi.encode(seed, ++_steps)));
    }

    function refuses(address account) internal view returns (bool) {
        return RefusingToken(address(token)).refuses(account);
    }

    /// @dev The first order from a random one on with a status in the mask; 0 if there is none. Half of the searches look
    /// at the last four only.
    function find(uint256 random, uint256 statuses) internal view returns (uint256 orderId) {
        uint256 total = market.orderCount();
        if (total == 0) return 0;
        uint256 span = random % 2 == 0 && total > 4 ? 4 : total;
        uint256 start = random >> 8;
        for (uint256 i = 0; i < span; ++i) {
            orderId = total - ((start + i) % span);
            if (statuses & (1 << uint256(market.statusOf(orderId))) != 0) return orderId;
        }
        return 0;
    }

    function bit(IMarket.OrderStatus status) internal pure returns (uint256) {
        return 1 << uint256(status);
    }

    function isCompute(address node) internal view returns (bool) {
        return workers.isActive(node, 1);
    }

    function isDropped(uint8 droppedMask, uint256 i) internal pure returns (bool) {
        return droppedMask & (1 << i) != 0;
    }

    /// @dev The basis of a claimed job without the datasets in the mask, by the model: no withdrawal since, nothing
    /// suspended, permit as ordered.
    function isLawful(uint256 orderId, uint8 droppedMask) internal view returns (bool) {
        return !isStale(orderId, droppedMask) && hasBasis(termsOf(orderId), droppedMask);
    }

    /// @dev As {isLawful}, without what the claim pinned.
    function hasBasis(IMarket.Terms memory terms, uint8 droppedMask) internal view returns (bool) {
        for (uint256 i = 0; i < terms.datasetIds.length; ++i) {
            if (!isDropped(droppedMask, i) && suspended[terms.datasetIds[i]]) return false;
        }
        return terms.permitId == 0 || permitIsCurrent(terms.permitId, terms.permitVersion);
    }

    /// @dev Whether consent to a commercial job was withdrawn since the claim.
    function isStale(uint256 orderId, uint8 droppedMask) internal view returns (bool) {
        IMarket.Terms memory terms = termsOf(orderId);
        uint64[] memory pinned = jobOf(orderId).consentEpochs;
        for (uint256 i = 0; i < pinned.length; ++i) {
            if (isDropped(droppedMask, i) || terms.permitId != 0) continue;
            if (pinned[i] != epochs[terms.datasetIds[i]]) return true;
        }
        return false;
    }

    function permitIsCurrent(uint256 permitId, uint32 version) internal view virtual returns (bool);

    function _observe() private {
        uint256 total = market.orderCount();
        for (uint256 orderId = 1; orderId <= total; ++orderId) {
            _observeOrder(orderId);
            Held memory expected = held[orderId];
            bool isSame =
                accessToken.holderOf(orderId) == expected.holder &&
                    accessToken.accessUntil(orderId) == expected.until &&
                    accessToken.purposeOf(orderId) == expected.purpose;
            if (!isSame) fault("entitlement");
        }
    }

    function _observeOrder(uint256 orderId) private {
        IMarket.OrderStatus status = market.statusOf(orderId);
        IMarket.OrderStatus before = _status[orderId];
        if (status != before) {
            if (!_mayFollow(before, status)) fault("order moved back");
            _status[orderId] = status;
        }
        IJobRegistry.State state = jobs.stateOf(orderId);
        IJobRegistry.State earlier = _state[orderId];
        if (state != earlier) {
            bool hasLeftTheEnd = earlier >= IJobRegistry.State.FINALISED;
            if (state < earlier || hasLeftTheEnd) fault("job moved back");
            _state[orderId] = state;
        }
    }

    /// @dev Several steps may lie between: a handler may do more than one.
    function _mayFollow(IMarket.OrderStatus before, IMarket.OrderStatus status) private pure returns (bool) {
        if (before == IMarket.OrderStatus.NONE) return status != IMarket.OrderStatus.DISPUTED;
        if (before == IMarket.OrderStatus.REFUNDED || before == IMarket.OrderStatus.RELEASED) return false;
        if (before == IMarket.OrderStatus.DISPUTED) return status >= IMarket.OrderStatus.RELEASED;
        if (before == IMarket.OrderStatus.SETTLED) return status > before;
        return status == IMarket.OrderStatus.SETTLED || status == IMarket.OrderStatus.REFUNDED;
    }

    function _publishAll() private {
        publish(owners[0], listing(100e18 + 1));
        publish(owners[1], listing(60e18));
        IDatasetRegistry.Listing memory bounded = listing(7);
        (bounded.rowPriceWei, bounded.rhoPerBuyerMicro) = (1e15 + 3, PER_BUYER);
        publish(owners[2], bounded);
        publish(owners[0], ehdsListing());
        publish(owners[3], ehdsListing());
    }

    function _fund() private {
        token.transfer(BUYER2, 1e25);
        vm.startPrank(BUYER2);
        token.approve(address(market), type(uint256).max);
        token.approve(address(disputes), type(uint256).max);
        vm.stopPrank();
        address[12] memory staking = [
            nodes[0],
            nodes[1],
            nodes[2],
            evaluator,
            idler,
            evaluators[0],
            evaluators[1],
            evaluators[2],
            evaluators[3],
            evaluators[4],
            spares[0],
            spares[1]
        ];
        for (uint256 i = 0; i < 12; ++i) {
            token.transfer(staking[i], 1e24);
            vm.startPrank(staking[i]);
            token.approve(address(workers), type(uint256).max);
            vm.stopPrank();
            if (workers.workerOf(staking[i]).roles != 0) continue;
            bool isComputing = i == 4 || i > 9;
            if (!isComputing) authority.grantRole(Roles.EVALUATOR, staking[i], 0);
            vm.prank(staking[i]);
            workers.register(isComputing ? 1 : 2, keccak256("key"), "http://127.0.0.1/", STAKE_WEI);
        }
    }
}
