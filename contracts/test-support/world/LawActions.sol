// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDatasetRegistry} from "../../src/dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../../src/job/IJobRegistry.sol";
import {IMarket} from "../../src/market/IMarket.sol";
import {IPermitRegistry} from "../../src/permit/IPermitRegistry.sol";
import {JobActions} from "./JobActions.sol";

/// @title LawActions
/// @notice What the patients, the access body, the providers and the treasurer do meanwhile: withdraw, suspend, revoke,
/// reprice, sell a dataset. Of what was sold nothing may change by it.
abstract contract LawActions is JobActions {
    function withdrawConsent(uint256 seed) external observed {
        uint256 datasetId = 1 + (mix(seed) % 3);
        bytes32[] memory nullifiers = new bytes32[](1);
        nullifiers[0] = bytes32(seed);
        bytes memory data = abi.encodeCall(consents.withdrawBatch, (datasetId, nullifiers, bytes32(seed)));
        (bool isDone, ) = act(datasets.ownerOf(datasetId), address(consents), data);
        check(isDone, true, "withdrawal refused");
        ++epochs[datasetId];
        count("withdraw consent");
    }

    /// @dev Mostly short: what is suspended already is resumed, or a job tries to go on meanwhile.
    function suspend(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 datasetId = 1 + (random % DATASETS);
        for (uint256 i = 1; i <= DATASETS; ++i) if (suspended[i]) datasetId = i;
        _setSuspended(datasetId, !suspended[datasetId]);
        if (!suspended[datasetId] || (random >> 8) % 4 == 0) return;
        uint256 orderId = find(random, ESCROWED);
        if (orderId != 0) _advance(orderId, random, false);
        _setSuspended(datasetId, false);
    }

    function permit(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 permitId = permits.permitCount() - (((random >> 8) % 2) % permits.permitCount());
        IPermitRegistry.DataPermit memory known = permits.permitOf(permitId);
        bool isActive = known.state == IPermitRegistry.State.ACTIVE;
        bytes memory data = _permitCall(random, permitId, known);
        if (bytes4(data) == permits.revoke.selector) _hear(random, permitId, data);
        // Nobody else may; another access body only issues its own.
        address other = _nobody(random);
        bool isIssue = bytes4(data) == permits.issue.selector;
        (bool isDone, ) = act(other, address(permits), data);
        if (other != ACCESS_BODY2 || (!isIssue && known.issuer != other))
            check(isDone, false, "permit by somebody else");
        else if (isDone && isIssue) ++permitsIssued;
        (isDone, ) = act(ACCESS_BODY, address(permits), data);
        if (!isDone) return;
        if (isIssue) ++permitsIssued;
        if (bytes4(data) == permits.suspend.selector) check(isActive, true, "suspended from another state");
        count(_nameOf(bytes4(data)));
    }

    function relist(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 datasetId = 1 + (random % DATASETS);
        // What is not listed comes back first.
        for (uint256 i = 1; i <= DATASETS; ++i) {
            if (datasets.datasetOf(i).status == IDatasetRegistry.Status.UNLISTED) (datasetId, random) = (i, 0);
        }
        IDatasetRegistry.Dataset memory known = datasets.datasetOf(datasetId);
        (bool isDone, ) = act(known.provider, address(datasets), _listingCall(random, datasetId, known));
        if (isDone) count("relist");
    }

    function setFees(uint256 seed) external observed {
        uint256 random = mix(seed);
        market.setFees(
            IMarket.Fees(uint16(random % 2_000), uint16((random >> 16) % 2_000), uint16((random >> 32) % 1_000)),
            (random >> 48) % 4 == 0 ? TREASURY2 : TREASURY
        );
        jobs.setThresholds(1, IJobRegistry.Thresholds(1_300, 2_000, uint16(5_300 + ((random >> 64) % 4_000))));
        count("set fees");
    }

    /// @dev The seller had approved somebody; neither of them may do anything afterwards.
    function transfer(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 datasetId = 1 + (random % DATASETS);
        address seller = datasets.ownerOf(datasetId);
        address next = owners[(random >> 8) % 4];
        if (next == seller) return;
        act(seller, address(datasets), abi.encodeCall(datasets.approve, (STRANGER, datasetId)));
        (bool isDone, ) = act(
            seller,
            address(datasets),
            abi.encodeCall(datasets.transferFrom, (seller, next, datasetId))
        );
        check(isDone, true, "transfer refused");
        formerOwners[datasetId].push(seller);
        _mustNot(STRANGER, address(datasets), abi.encodeCall(datasets.transferFrom, (next, STRANGER, datasetId)));
        _tryAll(seller, datasetId);
        count("transfer");
    }

    /// @dev Somebody who owned a dataset tries everything an owner may do.
    function returnOfAFormerOwner(uint256 seed) external observed {
        uint256 random = mix(seed);
        uint256 datasetId = 1 + (random % DATASETS);
        uint256 number = formerOwners[datasetId].length;
        if (number == 0) return;
        address former = formerOwners[datasetId][(random >> 8) % number];
        if (former == datasets.ownerOf(datasetId)) return;
        _tryAll(former, datasetId);
        count("former owner refused");
    }

    /// @dev Who has no role tries what needs one, on contracts that only other contracts may write to as well.
    function intrude(uint256 seed) external observed {
        uint256 random = mix(seed);
        address[5] memory intruders = [STRANGER, BUYER, owners[0], nodes[0], TREASURY];
        address caller = intruders[random % 5];
        uint256[] memory list = ids(1 + ((random >> 8) % DATASETS));
        uint256 orderId = 1 + ((random >> 16) % (1 + market.orderCount()));
        _mustNot(caller, address(ledger), abi.encodeCall(ledger.release, (list, orderId, BUYER, 1)));
        _mustNot(caller, address(ledger), abi.encodeCall(ledger.charge, (list, orderId, 1)));
        _mustNot(caller, address(ledger), abi.encodeCall(ledger.reserve, (list, orderId, BUYER, 1)));
        _mustNot(caller, address(ledger), abi.encodeCall(ledger.topUp, (list[0], 9, 1)));
        _mustNot(caller, address(accessToken), abi.encodeCall(accessToken.revoke, (orderId)));
        _mustNot(caller, address(accessToken), abi.encodeCall(accessToken.extend, (orderId, 1)));
        _mustNot(caller, address(accessToken), abi.encodeCall(accessToken.grant, (orderId, caller, 1, 1)));
        _mustNot(caller, address(workers), abi.encodeCall(workers.slash, (nodes[1], orderId, 1, caller)));
        _mustNot(caller, address(jobs), abi.encodeCall(jobs.expire, (orderId, termsOf(orderId))));
        _mustNot(caller, address(market), abi.encodeCall(market.dispute, (orderId, settlementOf(orderId))));
        _mustNot(caller, address(market), abi.encodeCall(market.resolve, (orderId, settlementOf(orderId), true)));
        bytes memory settle = abi.encodeCall(market.settle, (orderId, termsOf(orderId), nodes, caller, 0));
        _mustNot(caller, address(market), settle);
        _mustNot(caller, address(market), abi.encodeCall(market.setFees, (IMarket.Fees(0, 0, 0), caller)));
        _mustNot(caller, address(market), abi.encodeCall(market.pause, ()));
        _mustNot(caller, address(jobs), abi.encodeCall(jobs.pause, ()));
        _mustNot(caller, address(rewards), abi.encodeCall(rewards.propose, (bytes32(random), 0, 1)));
        _mustNot(caller, address(rewards), abi.encodeCall(rewards.veto, (1, 0)));
        count("intruder refused");
    }

    function permitIsCurrent(uint256 permitId, uint32 version) internal view override returns (bool) {
        IPermitRegistry.DataPermit memory known = permits.permitOf(permitId);
        bool isInDates = block.timestamp >= known.validFrom && block.timestamp <= known.validUntil;
        return known.state == IPermitRegistry.State.ACTIVE && isInDates && known.version == version;
    }

    function permitIsDead(IMarket.Terms memory terms) internal view override returns (bool) {
        IPermitRegistry.DataPermit memory known = permits.permitOf(terms.permitId);
        bool isOver = known.state == IPermitRegistry.State.REVOKED || block.timestamp > known.validUntil;
        return isOver || known.version != terms.permitVersion;
    }

    function _setSuspended(uint256 datasetId, bool next) private {
        bytes memory data = abi.encodeCall(consents.suspendBasis, (datasetId, next));
        (bool isDone, ) = act(datasets.ownerOf(datasetId), address(consents), data);
        check(isDone, true, "suspension refused");
        suspended[datasetId] = next;
        count(next ? bytes32("suspend basis") : bytes32("resume basis"));
    }

    function _mustNot(address caller, address target, bytes memory data) private {
        (bool isDone, ) = act(caller, target, data);
        if (isDone) fault("intruder");
    }

    function _tryAll(address former, uint256 datasetId) private {
        IDatasetRegistry.NewVersion memory next;
        (next.catalogueDigest, next.schemaDigest, next.licenceHash) = ("a", keccak256("schema"), "c");
        bytes32[] memory one = new bytes32[](1);
        address[] memory keys = new address[](1);
        bytes[8] memory calls = [
            abi.encodeCall(datasets.setTerms, (datasetId, 1, 1, 1, 1)),
            abi.encodeCall(datasets.setStatus, (datasetId, IDatasetRegistry.Status.LISTED)),
            abi.encodeCall(datasets.publishVersion, (datasetId, next)),
            abi.encodeCall(consents.suspendBasis, (datasetId, true)),
            abi.encodeCall(consents.anchorRoot, (datasetId, "root")),
            abi.encodeCall(consents.withdrawBatch, (datasetId, one, 0)),
            abi.encodeCall(consents.admit, (datasetId, keys)),
            abi.encodeCall(consents.anchorOptOutRoot, (datasetId, "root"))
        ];
        for (uint256 i = 0; i < 8; ++i) {
            (bool isDone, ) = act(former, i < 3 ? address(datasets) : address(consents), calls[i]);
            if (isDone) fault("role kept");
        }
    }

    function _permitCall(
        uint256 random,
        uint256 permitId,
        IPermitRegistry.DataPermit memory known
    ) private view returns (bytes memory) {
        uint256 kind = (random >> 16) % 8;
        // A permit that does not serve any more is followed by a new one, so that the EHDS lane goes on.
        bool isOver = known.state == IPermitRegistry.State.REVOKED || block.timestamp > known.validUntil;
        if (isOver || kind == 0) return abi.encodeCall(permits.issue, (_decision()));
        if (known.state == IPermitRegistry.State.SUSPENDED && kind < 6) {
            return abi.encodeCall(permits.resume, (permitId));
        }
        if (kind < 3) return abi.encodeCall(permits.amend, (permitId, bytes32(random), PURPOSE, ids(4, 5)));
        if (kind < 5) return abi.encodeCall(permits.suspend, (permitId, bytes32(random)));
        if (kind < 6) return abi.encodeCall(permits.resume, (permitId));
        if (kind < 7) {
            uint40 until = known.validUntil + 30 days;
            return abi.encodeCall(permits.extend, (permitId, bytes32(random), until, uint40(block.timestamp)));
        }
        return abi.encodeCall(permits.revoke, (permitId, bytes32(random)));
    }

    /// @dev The user answers at once; without its answer the access body is refused.
    function _hear(uint256 random, uint256 permitId, bytes memory revocation) private {
        bool isDone;
        if (block.timestamp < permits.revocableFrom(permitId) || permits.revocableFrom(permitId) == 0) {
            (isDone, ) = act(ACCESS_BODY, address(permits), revocation);
            check(isDone, false, "revoked unheard");
        }
        act(ACCESS_BODY, address(permits), abi.encodeCall(permits.notifyFinding, (permitId, bytes32(random))));
        act(BUYER, address(permits), abi.encodeCall(permits.answerFinding, (permitId, bytes32(random))));
    }

    function _listingCall(
        uint256 random,
        uint256 datasetId,
        IDatasetRegistry.Dataset memory known
    ) private view returns (bytes memory) {
        if ((random >> 8) % 3 == 0) {
            bool isUnlisted = known.status == IDatasetRegistry.Status.UNLISTED;
            IDatasetRegistry.Status status = IDatasetRegistry.Status(isUnlisted ? 1 : 2);
            return abi.encodeCall(datasets.setStatus, (datasetId, status));
        }
        bool isEhds = known.lane == IDatasetRegistry.Lane.EHDS;
        if ((random >> 8) % 3 == 1 && !isEhds) {
            uint96 priceWei = uint96((random >> 16) % 200e18);
            uint16 renewalBps = uint16((random >> 80) % 10_001);
            return abi.encodeCall(datasets.setTerms, (datasetId, priceWei, uint96(random % 1e15), renewalBps, PURPOSE));
        }
        IDatasetRegistry.NewVersion memory next;
        (next.catalogueDigest, next.schemaDigest) = (bytes32(random), known.schemaDigest);
        next.licenceHash = known.licenceHash;
        if (!isEhds) next.consentRoot = keccak256(abi.encode(random));
        else next.costs = IDatasetRegistry.Costs(uint96(random % 1e19), uint96((random >> 8) % 1e19), 7, 11);
        next.addedRhoMicro = uint64((random >> 16) % 400_000);
        return abi.encodeCall(datasets.publishVersion, (datasetId, next));
    }

    function _decision() private view returns (IPermitRegistry.Decision memory) {
        return
            IPermitRegistry.Decision({
                holder: BUYER,
                applicationHash: keccak256("application"),
                decisionHash: keccak256("decision"),
                purposesMask: PURPOSE,
                criteriaMask: 0xff,
                optOutException: false,
                validFrom: uint40(block.timestamp),
                validUntil: uint40(block.timestamp + 90 days),
                datasetIds: ids(4, 5)
            });
    }

    /// @dev Admin, another access body, the holder, a provider, a stranger.
    function _nobody(uint256 random) private view returns (address) {
        address[5] memory all = [address(this), ACCESS_BODY2, BUYER, owners[0], STRANGER];
        return all[(random >> 24) % 5];
    }

    function _nameOf(bytes4 selector) private view returns (bytes32) {
        if (selector == permits.issue.selector) return "permit issue";
        if (selector == permits.amend.selector) return "permit amend";
        if (selector == permits.suspend.selector) return "permit suspend";
        if (selector == permits.resume.selector) return "permit resume";
        if (selector == permits.extend.selector) return "permit extend";
        return "permit revoke";
    }
}
