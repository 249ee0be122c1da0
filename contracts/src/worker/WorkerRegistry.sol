// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Callers} from "../access/Callers.sol";
import {Roles} from "../access/Roles.sol";
import {ExactTransfer} from "../token/ExactTransfer.sol";
import {IWorkerRegistry} from "./IWorkerRegistry.sol";
import {WorkerRoles} from "./WorkerRoles.sol";

/// @title WorkerRegistry
/// @notice Stake is bonded while a worker is active and for `unbondingSeconds` after it leaves. What a worker loses is
/// owed to whom it wronged and waits here until it is withdrawn.
/// @dev The token balance is always the sum of stakes plus the sum of slashed amounts not withdrawn yet.
contract WorkerRegistry is IWorkerRegistry, Callers, ReentrancyGuardTransient {
    using ExactTransfer for IERC20;
    using SafeERC20 for IERC20;

    /// @dev Longest endpoint in bytes.
    uint256 private constant ENDPOINT_MAX = 256;
    /// @dev 100 %.
    uint256 private constant BPS = 10_000;

    IERC20 private immutable TOKEN;
    uint128 private immutable MINIMUM_STAKE_WEI;
    uint64 private immutable UNBONDING_SECONDS;

    address[] private _workerList;
    mapping(address worker => bool) private _isListed;
    mapping(address worker => Worker) private _workers;
    mapping(address beneficiary => uint256 amountWei) private _slashedWei;

    /// @param authority AccessManager that knows who holds EVALUATOR and whose admin says which contracts may slash
    /// @param token what stakes are paid in
    /// @param minimumStake smallest stake in wei
    /// @param unbondingSeconds how long a stake stays after leaving; longer than an order and its dispute can take
    constructor(
        address authority,
        IERC20 token,
        uint128 minimumStake,
        uint64 unbondingSeconds
    ) AccessManaged(authority) {
        TOKEN = token;
        MINIMUM_STAKE_WEI = minimumStake;
        UNBONDING_SECONDS = unbondingSeconds;
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev Requirements: caller is not registered; roles are known bits and not empty; EVALUATOR is held for that bit; key
    /// is not zero; endpoint has 1 to 256 bytes; the stake reaches the minimum and arrives in full.
    ///
    /// Emits {WorkerRegistered}.
    function register(uint8 roles, bytes32 hpkeKey, string calldata endpoint, uint128 stakeWei) external nonReentrant {
        Worker storage worker = _workers[msg.sender];
        if (worker.roles != 0) revert WorkerAlreadyRegistered(msg.sender);
        if (roles == 0 || roles & ~WorkerRoles.ALL != 0) revert WorkerRolesInvalid(roles);
        if (roles & WorkerRoles.EVALUATOR != 0 && !_holdsEvaluator(msg.sender)) revert WorkerNotEvaluator(msg.sender);
        if (stakeWei < MINIMUM_STAKE_WEI) revert WorkerStakeTooLow(stakeWei, MINIMUM_STAKE_WEI);
        _checkContact(hpkeKey, endpoint);

        (worker.roles, worker.stakeWei, worker.hpkeKey, worker.endpoint) = (roles, stakeWei, hpkeKey, endpoint);
        if (!_isListed[msg.sender]) {
            _isListed[msg.sender] = true;
            _workerList.push(msg.sender);
        }
        emit WorkerRegistered(msg.sender, roles, hpkeKey, endpoint, stakeWei);
        _pullExactly(stakeWei);
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev Requirements: caller is registered; key is not zero; endpoint has 1 to 256 bytes. Emits {WorkerUpdated}.
    function update(bytes32 hpkeKey, string calldata endpoint) external {
        Worker storage worker = _registered(msg.sender);
        _checkContact(hpkeKey, endpoint);
        (worker.hpkeKey, worker.endpoint) = (hpkeKey, endpoint);
        emit WorkerUpdated(msg.sender, hpkeKey, endpoint);
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev Requirements: caller is registered; `addedWei` arrives in full; the stake stays below 2^128.
    ///
    /// Emits {WorkerStakeAdded}.
    function addStake(uint128 addedWei) external nonReentrant {
        Worker storage worker = _registered(msg.sender);
        uint128 stakeWei = worker.stakeWei + addedWei;
        worker.stakeWei = stakeWei;
        emit WorkerStakeAdded(msg.sender, addedWei, stakeWei);
        _pullExactly(addedWei);
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev Requirements: caller is registered and not leaving already. Emits {WorkerLeaving}.
    function leave() external {
        Worker storage worker = _registered(msg.sender);
        if (worker.leavingSince != 0) revert WorkerStillBonded(worker.leavingSince + UNBONDING_SECONDS);
        // Fits for 5e11 years.
        worker.leavingSince = uint64(block.timestamp);
        emit WorkerLeaving(msg.sender, worker.leavingSince + UNBONDING_SECONDS);
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev Requirements: caller left at least `unbondingSeconds` ago. Emits {WorkerLeft}.
    function withdrawStake() external nonReentrant {
        Worker storage worker = _registered(msg.sender);
        uint64 leavingSince = worker.leavingSince;
        if (leavingSince == 0) revert WorkerStillBonded(type(uint64).max);
        uint64 withdrawableAt = leavingSince + UNBONDING_SECONDS;
        if (block.timestamp < withdrawableAt) revert WorkerStillBonded(withdrawableAt);
        uint128 stakeWei = worker.stakeWei;
        delete _workers[msg.sender];
        emit WorkerLeft(msg.sender, stakeWei);
        TOKEN.safeTransfer(msg.sender, stakeWei);
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev Rounds up, so that no share of a small stake is spared; at most the whole stake.
    ///
    /// Requirements: caller is on the list; `slashBps` is 1 to 10,000.
    ///
    /// Emits {WorkerSlashed}, if there is a stake.
    function slash(
        address worker,
        uint256 orderId,
        uint16 slashBps,
        address beneficiary
    ) external onlyCallers returns (uint128 slashedWei) {
        if (slashBps == 0 || slashBps > BPS) revert WorkerSlashInvalid(slashBps);
        uint128 stakeWei = _workers[worker].stakeWei;
        if (stakeWei == 0) return 0;
        unchecked {
            // A 128-bit stake times 10,000 fits into 142 bits. The share is at most 100 %, so rounding up does not pass
            // the stake and the cast keeps every bit.
            slashedWei = uint128((uint256(stakeWei) * slashBps + BPS - 1) / BPS);
            _workers[worker].stakeWei = stakeWei - slashedWei;
        }
        _slashedWei[beneficiary] += slashedWei;
        emit WorkerSlashed(worker, orderId, slashedWei, beneficiary);
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev Requirements: none; where nothing is owed it pays nothing.
    function withdrawSlashed(address beneficiary) external nonReentrant returns (uint256 amountWei) {
        amountWei = _slashedWei[beneficiary];
        if (amountWei == 0) return 0;
        delete _slashedWei[beneficiary];
        TOKEN.safeTransfer(beneficiary, amountWei);
    }

    /// @inheritdoc IWorkerRegistry
    function workerOf(address worker) external view returns (Worker memory) {
        return _workers[worker];
    }

    /// @inheritdoc IWorkerRegistry
    /// @dev `role` is a mask (1 compute, 2 evaluator, 3 both). One slot answers; the EVALUATOR role is asked for now, so
    /// an evaluator struck off by governance is inactive at once.
    function isActive(address worker, uint8 role) external view returns (bool) {
        Worker storage entry = _workers[worker];
        if (role == 0 || entry.roles & role != role || entry.leavingSince != 0) return false;
        if (entry.stakeWei < MINIMUM_STAKE_WEI) return false;
        return role & WorkerRoles.EVALUATOR == 0 || _holdsEvaluator(worker);
    }

    /// @inheritdoc IWorkerRegistry
    function workers() external view returns (address[] memory) {
        return _workerList;
    }

    /// @inheritdoc IWorkerRegistry
    function slashedWeiOf(address beneficiary) external view returns (uint256) {
        return _slashedWei[beneficiary];
    }

    /// @inheritdoc IWorkerRegistry
    function minimumStakeWei() external view returns (uint128) {
        return MINIMUM_STAKE_WEI;
    }

    /// @dev A token that keeps something back would let stakes be paid out of other workers' stakes.
    function _pullExactly(uint128 amountWei) private {
        uint256 receivedWei = TOKEN.pull(msg.sender, amountWei);
        if (receivedWei != amountWei) revert WorkerStakeMismatch(amountWei, receivedWei);
    }

    function _registered(address account) private view returns (Worker storage worker) {
        worker = _workers[account];
        if (worker.roles == 0) revert WorkerUnknown(account);
    }

    function _holdsEvaluator(address account) private view returns (bool isMember) {
        (isMember, ) = IAccessManager(authority()).hasRole(Roles.EVALUATOR, account);
    }

    function _checkContact(bytes32 hpkeKey, string calldata endpoint) private pure {
        if (hpkeKey == bytes32(0)) revert WorkerKeyZero();
        if (bytes(endpoint).length == 0 || bytes(endpoint).length > ENDPOINT_MAX) revert WorkerEndpointInvalid();
    }
}
