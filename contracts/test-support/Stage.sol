// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Roles} from "../src/access/Roles.sol";
import {IDatasetRegistry} from "../src/dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../src/job/IJobRegistry.sol";
import {JobSignatures} from "../src/job/JobSignatures.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {IOffers} from "../src/market/IOffers.sol";
import {IPermitRegistry} from "../src/permit/IPermitRegistry.sol";
import {Deployed} from "./Deployed.sol";
import {Vm} from "./Vm.sol";

/// @title Stage
/// @notice Everything deployed, workers registered, a funded buyer, and the steps of a sale. What events tell about
/// orders and jobs is kept here, as any client must keep it.
abstract contract Stage is Deployed {
    uint64 internal constant RHO_CAP = 1_000_000;
    uint32 internal constant PURPOSE = 1 << 4;
    uint256 internal constant LEAD_KEY = 0xA11CE;
    uint256 internal constant NODE2_KEY = 0xB0B;
    uint256 internal constant NODE3_KEY = 0xCA51;
    /// @dev Evaluator, not a compute node.
    uint256 internal constant EVALUATOR_KEY = 0xE7A1;

    address internal immutable BUYER = address(0xB111);
    address internal immutable HOSPITAL_A = address(0xA0A0);
    address internal immutable HOSPITAL_B = address(0xB0B0);
    address internal immutable STRANGER = address(0x5555);

    /// @dev Who claims jobs.
    address[3] internal nodes;
    mapping(address node => uint256) internal nodeKeys;
    address internal evaluator;
    address[3] internal voters;

    mapping(uint256 orderId => IMarket.Terms) private _terms;
    mapping(uint256 orderId => IMarket.Settlement) private _settlements;
    mapping(uint256 orderId => IJobRegistry.Job) private _jobs;

    function setUp() public virtual override {
        super.setUp();
        _setWorkers();
        token.transfer(BUYER, 1e25);
        vm.startPrank(BUYER);
        token.approve(address(market), type(uint256).max);
        token.approve(address(disputes), type(uint256).max);
        vm.stopPrank();
    }

    function listing(uint96 priceWei) internal pure returns (IDatasetRegistry.Listing memory) {
        return
            IDatasetRegistry.Listing({
                catalogueDigest: keccak256("catalogue"),
                schemaDigest: keccak256("schema"),
                licenceHash: keccak256("licence"),
                consentRoot: keccak256("root"),
                priceWei: priceWei,
                rowPriceWei: 0,
                renewalBps: 1_000,
                rhoCapMicro: RHO_CAP,
                rhoPerBuyerMicro: 0,
                purposesMask: PURPOSE | 1,
                categoryCode: 3,
                lane: IDatasetRegistry.Lane.COMMERCIAL,
                costs: IDatasetRegistry.Costs(0, 0, 0, 0)
            });
    }

    /// @dev A listing in the EHDS lane with cost lines 40 + 31 + 7 + 22.
    function ehdsListing() internal pure returns (IDatasetRegistry.Listing memory ehds) {
        ehds = listing(100);
        (ehds.consentRoot, ehds.renewalBps, ehds.lane) = (bytes32(0), 0, IDatasetRegistry.Lane.EHDS);
        ehds.costs = IDatasetRegistry.Costs(40, 31, 7, 22);
    }

    function publish(address provider, IDatasetRegistry.Listing memory listed) internal returns (uint256 datasetId) {
        vm.prank(provider);
        return datasets.publish(listed);
    }

    function publishBoth() internal {
        publish(HOSPITAL_A, listing(100e18 + 1));
        publish(HOSPITAL_B, listing(60e18));
    }

    function issuePermit(address holder, uint256[] memory datasetIds) internal returns (uint256 permitId) {
        vm.prank(ACCESS_BODY);
        return
            permits.issue(
                IPermitRegistry.Decision({
                    holder: holder,
                    applicationHash: keccak256("application"),
                    decisionHash: keccak256("decision"),
                    purposesMask: PURPOSE,
                    criteriaMask: 0xff,
                    optOutException: false,
                    validFrom: uint40(block.timestamp),
                    validUntil: uint40(block.timestamp + 365 days),
                    datasetIds: datasetIds
                })
            );
    }

    /// @dev After the hearing of Art. 63(2), which the holder ends by its answer.
    function revokePermit(uint256 permitId) internal {
        address holder = permits.permitOf(permitId).holder;
        vm.prank(ACCESS_BODY);
        permits.notifyFinding(permitId, keccak256("finding"));
        vm.prank(holder);
        permits.answerFinding(permitId, keccak256("answer"));
        vm.prank(ACCESS_BODY);
        permits.revoke(permitId, keccak256("reason"));
    }

    function ids(uint256 a) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = a;
    }

    function ids(uint256 a, uint256 b) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function orderRequest(bytes32 clientOrderId) internal pure returns (IMarket.OrderRequest memory request) {
        request = IMarket.OrderRequest({
            datasetIds: ids(1, 2),
            specDigest: keccak256("spec"),
            buyerKey: keccak256("buyer key"),
            clientOrderId: clientOrderId,
            permitId: 0,
            maxPriceWei: type(uint128).max,
            rhoMicro: 40_000,
            purpose: PURPOSE,
            rows: 3_000,
            accessSeconds: 30 days
        });
    }

    function noOffers() internal pure returns (IOffers.SignedOffer[] memory) {
        return new IOffers.SignedOffer[](0);
    }

    function noPermit() internal pure returns (IMarket.Permit memory) {
        return IMarket.Permit(0, 0, 0, bytes32(0), bytes32(0));
    }

    function placeOrder(bytes32 clientOrderId) internal returns (uint256 orderId) {
        return placeOrder(orderRequest(clientOrderId), noOffers());
    }

    /// @dev As BUYER, on the allowance given in {setUp}.
    function placeOrder(
        IMarket.OrderRequest memory request,
        IOffers.SignedOffer[] memory offers
    ) internal returns (uint256 orderId) {
        vm.recordLogs();
        vm.prank(BUYER);
        orderId = market.placeOrder(request, offers, noPermit());
        keepTerms(orderId);
    }

    function claim(uint256 orderId) internal {
        IJobRegistry.Job memory empty;
        vm.recordLogs();
        vm.prank(nodes[0]);
        jobs.claim(orderId, _terms[orderId], nodes, empty);
        keepClaim(orderId);
    }

    function measure(uint256 orderId) internal {
        measure(orderId, 0);
    }

    function measure(uint256 orderId, uint8 droppedMask) internal {
        vm.prank(_leadOf(orderId));
        jobs.measure(orderId, _terms[orderId], _jobs[orderId], keccak256("commit"), droppedMask);
        (_jobs[orderId].commitDigest, _jobs[orderId].droppedMask) = (keccak256("commit"), droppedMask);
    }

    function replaceNode(uint256 orderId, uint8 index, address node) internal {
        bytes[2] memory signatures = signReplacement(orderId, index, node);
        jobs.replaceNode(orderId, _terms[orderId], _jobs[orderId], index, node, signatures);
        keepReplacement(orderId, index, node);
    }

    function commit(uint256 orderId) internal {
        bytes32[3] memory commits = resultCommits(orderId);
        vm.prank(_leadOf(orderId));
        jobs.commit(orderId, _jobs[orderId], commits);
        _jobs[orderId].resultCommits = commits;
    }

    function report(uint256 orderId) internal {
        bytes[3] memory signatures = signReport(orderId, reportOf(orderId));
        vm.prank(_leadOf(orderId));
        jobs.report(orderId, _jobs[orderId], reportOf(orderId), salts(), signatures);
        _jobs[orderId].report = reportOf(orderId);
    }

    function certify(uint256 orderId, bool passed) internal {
        IJobRegistry.Certificate memory certificate = certificateOf(passed);
        jobs.certify(
            orderId,
            _terms[orderId],
            _jobs[orderId],
            evaluator,
            certificate,
            signCertificate(EVALUATOR_KEY, orderId, certificate)
        );
        (_jobs[orderId].evaluator, _jobs[orderId].certificate) = (evaluator, certificate);
    }

    function finalise(uint256 orderId) internal {
        vm.recordLogs();
        jobs.finalise(orderId, _terms[orderId], _jobs[orderId]);
        keepSettlement(orderId);
    }

    function playUntilCertified(uint256 orderId, bool passed) internal {
        claim(orderId);
        measure(orderId);
        commit(orderId);
        report(orderId);
        certify(orderId, passed);
    }

    function playUntilSettled(uint256 orderId) internal {
        playUntilCertified(orderId, true);
        finalise(orderId);
    }

    function fail(uint256 orderId, IJobRegistry.FailReason reason) internal {
        jobs.fail(orderId, reason, _terms[orderId], _jobs[orderId]);
    }

    function claimPayout(uint256 orderId, uint256 index) internal returns (uint128 amountWei) {
        IMarket.Settlement[] memory settlements = new IMarket.Settlement[](1);
        settlements[0] = _settlements[orderId];
        return market.claim(ids(orderId), settlements, ids(index));
    }

    function termsOf(uint256 orderId) internal view returns (IMarket.Terms memory) {
        return _terms[orderId];
    }

    function settlementOf(uint256 orderId) internal view returns (IMarket.Settlement memory) {
        return _settlements[orderId];
    }

    function jobOf(uint256 orderId) internal view returns (IJobRegistry.Job memory) {
        return _jobs[orderId];
    }

    /// @dev Reads the terms from the OrderPlaced event recorded last.
    function keepTerms(uint256 orderId) internal {
        _terms[orderId] = abi.decode(recorded(IMarket.OrderPlaced.selector), (IMarket.Terms));
    }

    /// @dev Reads the settlement from the OrderSettled event recorded last.
    function keepSettlement(uint256 orderId) internal {
        _settlements[orderId] = abi.decode(recorded(IMarket.OrderSettled.selector), (IMarket.Settlement));
    }

    /// @dev Reads the settlement of a renewal from the OrderRenewed event recorded last.
    function keepRenewal(uint256 renewalId) internal {
        _settlements[renewalId] = abi.decode(recorded(IMarket.OrderRenewed.selector), (IMarket.Settlement));
    }

    /// @dev Reads a claim from the JobClaimed event recorded last.
    function keepClaim(uint256 orderId) internal {
        IJobRegistry.Job memory job;
        (job.termsHash, job.claimedAt, job.deadline, job.nodes, job.consentEpochs) = abi.decode(
            recorded(IJobRegistry.JobClaimed.selector),
            (bytes32, uint40, uint40, address[3], uint64[])
        );
        _jobs[orderId] = job;
    }

    function keepReplacement(uint256 orderId, uint8 index, address node) internal {
        _jobs[orderId].nodes[index] = node;
    }

    /// @dev Data of the last recorded event with this topic.
    function recorded(bytes32 topic) internal returns (bytes memory) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = logs.length; i > 0; --i) if (logs[i - 1].topics[0] == topic) return logs[i - 1].data;
        revert AssertionFalse("no such event");
    }

    function reportOf(uint256 orderId) internal pure returns (IJobRegistry.Report memory) {
        return
            IJobRegistry.Report(
                keccak256(abi.encode("manifest", orderId)),
                keccak256(abi.encode("output", orderId)),
                keccak256(abi.encode("model", orderId))
            );
    }

    /// @dev Figures within the thresholds; `passed` is the evaluator's verdict.
    function certificateOf(bool passed) internal pure returns (IJobRegistry.Certificate memory) {
        return IJobRegistry.Certificate(keccak256("certificate"), passed, 1, 1_300, 2_000, 5_300);
    }

    function salts() internal pure returns (bytes32[3] memory) {
        return [keccak256("salt 0"), keccak256("salt 1"), keccak256("salt 2")];
    }

    function resultCommits(uint256 orderId) internal view returns (bytes32[3] memory commits) {
        for (uint256 i = 0; i < 3; ++i) {
            commits[i] = JobSignatures.hashCommit(orderId, _jobs[orderId].nodes[i], reportOf(orderId), salts()[i]);
        }
    }

    function signReport(
        uint256 orderId,
        IJobRegistry.Report memory reported
    ) internal view returns (bytes[3] memory signatures) {
        bytes32 digest = typedHash(address(jobs), JobSignatures.hashReport(orderId, reported));
        for (uint256 i = 0; i < 3; ++i) signatures[i] = sign(nodeKeys[_jobs[orderId].nodes[i]], digest);
    }

    /// @dev By the two others, over the job as it is now.
    function signReplacement(
        uint256 orderId,
        uint8 index,
        address node
    ) internal view returns (bytes[2] memory signatures) {
        bytes32 digest = replacementDigest(orderId, index, node);
        uint256 length = 0;
        for (uint256 i = 0; i < 3; ++i) {
            if (i != index) signatures[length++] = sign(nodeKeys[_jobs[orderId].nodes[i]], digest);
        }
    }

    function replacementDigest(uint256 orderId, uint8 index, address node) internal view returns (bytes32) {
        bytes32 jobHash = keccak256(abi.encode(_jobs[orderId]));
        return typedHash(address(jobs), JobSignatures.hashReplacement(orderId, index, node, jobHash));
    }

    function signCertificate(
        uint256 key,
        uint256 orderId,
        IJobRegistry.Certificate memory certificate
    ) internal view returns (bytes memory) {
        bytes32 structHash = JobSignatures.hashCertificate(orderId, reportOf(orderId), certificate);
        return sign(key, typedHash(address(jobs), structHash));
    }

    /// @dev EIP-712 digest in a contract's domain.
    function typedHash(address verifyingContract, bytes32 structHash) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Symbolon"),
                keccak256("1"),
                block.chainid,
                verifyingContract
            )
        );
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _setWorkers() private {
        evaluator = vm.addr(EVALUATOR_KEY);
        _addEvaluator(evaluator);
        uint256[3] memory keys = [LEAD_KEY, NODE2_KEY, NODE3_KEY];
        for (uint256 i = 0; i < 3; ++i) {
            nodes[i] = vm.addr(keys[i]);
            nodeKeys[nodes[i]] = keys[i];
            _register(nodes[i], 1);
            voters[i] = address(uint160(0x70701 + i));
            _addEvaluator(voters[i]);
        }
    }

    function _leadOf(uint256 orderId) private view returns (address) {
        return _jobs[orderId].nodes[0];
    }

    function _addEvaluator(address account) private {
        authority.grantRole(Roles.EVALUATOR, account, 0);
        _register(account, 2);
    }

    function _register(address worker, uint8 roles) private {
        token.transfer(worker, STAKE_WEI);
        vm.startPrank(worker);
        token.approve(address(workers), STAKE_WEI);
        workers.register(roles, keccak256(abi.encode(worker)), "http://127.0.0.1/", STAKE_WEI);
        vm.stopPrank();
    }
}
