// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {AccessToken} from "../src/access/AccessToken.sol";
import {Roles} from "../src/access/Roles.sol";
import {PrivacyLedger} from "../src/budget/PrivacyLedger.sol";
import {ConsentRegistry} from "../src/consent/ConsentRegistry.sol";
import {DatasetRegistry} from "../src/dataset/DatasetRegistry.sol";
import {IDatasetRegistry} from "../src/dataset/IDatasetRegistry.sol";
import {IJobRegistry} from "../src/job/IJobRegistry.sol";
import {JobRegistry} from "../src/job/JobRegistry.sol";
import {JobSignatures} from "../src/job/JobSignatures.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {Market} from "../src/market/Market.sol";
import {Rewards} from "../src/reward/Rewards.sol";
import {SymbolonToken} from "../src/token/SymbolonToken.sol";
import {WorkerRegistry} from "../src/worker/WorkerRegistry.sol";
import {TestBase} from "./TestBase.sol";

/// @title Stage
/// @notice Everything deployed and wired as contracts/deploy.ts does it, with workers registered and a funded buyer.
/// This contract is admin, guardian and treasurer.
abstract contract Stage is TestBase {
    uint128 internal constant STAKE_WEI = 1_000e18;
    uint64 internal constant ORDER_WINDOW = 1 days;
    uint64 internal constant CLAIM_WINDOW = 10 minutes;
    uint64 internal constant UNBONDING = 7 days;
    uint64 internal constant RHO_CAP = 1_000_000;
    uint32 internal constant PURPOSE = 1 << 4;
    bytes32 internal constant CERTIFICATE_DIGEST = keccak256("certificate");

    uint256 internal constant LEAD_KEY = 0xA11CE;
    uint256 internal constant NODE2_KEY = 0xB0B;
    uint256 internal constant NODE3_KEY = 0xCA51;
    /// @dev Evaluator, not a compute node.
    uint256 internal constant EVALUATOR_KEY = 0xE7A1;

    address internal immutable BUYER = address(0xB111);
    address internal immutable HOSPITAL_A = address(0xA0A0);
    address internal immutable HOSPITAL_B = address(0xB0B0);
    address internal immutable STRANGER = address(0x5555);
    address internal immutable TREASURY = address(0x7777);

    AccessManager internal authority;
    SymbolonToken internal token;
    PrivacyLedger internal ledger;
    ConsentRegistry internal consents;
    DatasetRegistry internal datasets;
    AccessToken internal accessToken;
    Rewards internal rewards;
    WorkerRegistry internal workers;
    Market internal market;
    JobRegistry internal jobs;

    address[] internal nodes;
    address internal evaluator;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        _deploy();
        consents.wire(datasets);
        market.wire(jobs);
        _setRoles();
        _setWorkers();
        token.transfer(BUYER, 1e25);
        vm.prank(BUYER);
        token.approve(address(market), type(uint256).max);
    }

    /// @dev Tests of other tokens override it; they must keep to ERC-20.
    function deployToken() internal virtual returns (SymbolonToken) {
        return SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", abi.encode(address(this), 1e27)));
    }

    function listing(uint128 priceWei) internal pure returns (IDatasetRegistry.Listing memory) {
        return
            IDatasetRegistry.Listing({
                catalogueDigest: keccak256("catalogue"),
                schemaDigest: keccak256("schema"),
                licenceHash: keccak256("licence"),
                consentRoot: keccak256("root"),
                priceWei: priceWei,
                rhoCapMicro: RHO_CAP,
                purposesMask: PURPOSE | 1,
                categoryCode: 3,
                lane: IDatasetRegistry.Lane.COMMERCIAL
            });
    }

    function publishBoth() internal {
        vm.prank(HOSPITAL_A);
        datasets.publish(listing(100e18 + 1));
        vm.prank(HOSPITAL_B);
        datasets.publish(listing(60e18));
    }

    function orderRequest(bytes32 clientOrderId) internal pure returns (IMarket.OrderRequest memory request) {
        uint256[] memory ids = new uint256[](2);
        (ids[0], ids[1]) = (1, 2);
        request = IMarket.OrderRequest({
            datasetIds: ids,
            specDigest: keccak256("spec"),
            buyerKey: keccak256("buyer key"),
            rhoMicro: 40_000,
            purpose: PURPOSE,
            rows: 3_000,
            accessSeconds: 30 days,
            maxPriceWei: type(uint256).max,
            clientOrderId: clientOrderId
        });
    }

    function placeOrder(bytes32 clientOrderId) internal returns (uint256 orderId) {
        vm.prank(BUYER);
        return market.placeOrder(orderRequest(clientOrderId));
    }

    function claim(uint256 orderId) internal {
        vm.prank(nodes[0]);
        jobs.claim(orderId, nodes);
    }

    function measure(uint256 orderId) internal {
        vm.prank(nodes[0]);
        jobs.measure(orderId, keccak256("commit"));
    }

    function reportOf(uint256 orderId) internal pure returns (IJobRegistry.Report memory) {
        return
            IJobRegistry.Report(
                keccak256(abi.encode("manifest", orderId)),
                keccak256(abi.encode("output", orderId)),
                keccak256(abi.encode("model", orderId))
            );
    }

    function report(uint256 orderId) internal {
        bytes32 digest = typedHash(JobSignatures.hashReport(orderId, reportOf(orderId)));
        bytes[] memory signatures = new bytes[](3);
        signatures[0] = sign(LEAD_KEY, digest);
        signatures[1] = sign(NODE2_KEY, digest);
        signatures[2] = sign(NODE3_KEY, digest);
        vm.prank(nodes[0]);
        jobs.report(orderId, reportOf(orderId), signatures);
    }

    function certify(uint256 orderId, bool passed) internal {
        IJobRegistry.Report memory job = reportOf(orderId);
        bytes32 digest = typedHash(
            JobSignatures.hashCertificate(orderId, job.manifestDigest, job.outputHash, CERTIFICATE_DIGEST, passed)
        );
        jobs.certify(orderId, evaluator, CERTIFICATE_DIGEST, passed, sign(EVALUATOR_KEY, digest));
    }

    function playUntilCertified(uint256 orderId, bool passed) internal {
        claim(orderId);
        measure(orderId);
        report(orderId);
        certify(orderId, passed);
    }

    /// @dev EIP-712 digest in the JobRegistry's domain.
    function typedHash(bytes32 structHash) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Symbolon"),
                keccak256("1"),
                block.chainid,
                address(jobs)
            )
        );
        return MessageHashUtils.toTypedDataHash(domain, structHash);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    /// @dev From artifacts and not with `new`: a test contract that embeds the product would compile it once more.
    function _deploy() private {
        authority = AccessManager(deployAccessManager(address(this)));
        token = deployToken();
        ledger = PrivacyLedger(deployCode("budget/PrivacyLedger.sol/PrivacyLedger", abi.encode(authority)));
        consents = ConsentRegistry(deployCode("consent/ConsentRegistry.sol/ConsentRegistry", abi.encode(authority)));
        datasets = DatasetRegistry(
            deployCode("dataset/DatasetRegistry.sol/DatasetRegistry", abi.encode(ledger, consents))
        );
        accessToken = AccessToken(deployCode("access/AccessToken.sol/AccessToken", abi.encode(authority)));
        rewards = Rewards(deployCode("reward/Rewards.sol/Rewards", abi.encode(authority, token)));
        workers = WorkerRegistry(
            deployCode("worker/WorkerRegistry.sol/WorkerRegistry", abi.encode(authority, token, STAKE_WEI, UNBONDING))
        );
        Market.Setup memory marketSetup = Market.Setup({
            authority: address(authority),
            token: token,
            datasets: datasets,
            ledger: ledger,
            accessToken: accessToken,
            rewards: rewards,
            fees: IMarket.Fees(250, 1_500, 250),
            treasury: TREASURY,
            orderWindowSeconds: ORDER_WINDOW
        });
        market = Market(deployCode("market/Market.sol/Market", abi.encode(marketSetup)));
        JobRegistry.Setup memory jobSetup = JobRegistry.Setup({
            authority: address(authority),
            market: market,
            consents: consents,
            ledger: ledger,
            accessToken: accessToken,
            workers: workers,
            claimWindowSeconds: CLAIM_WINDOW
        });
        jobs = JobRegistry(deployCode("job/JobRegistry.sol/JobRegistry", abi.encode(jobSetup)));
    }

    function _setRoles() private {
        _allow(address(ledger), ledger.open.selector, Roles.REGISTRY);
        _allow(address(ledger), ledger.reserve.selector, Roles.MARKET);
        _allow(address(ledger), ledger.charge.selector, Roles.JOBS);
        _allow(address(ledger), ledger.release.selector, Roles.JOBS);
        _allow(address(accessToken), accessToken.mint.selector, Roles.MARKET);
        _allow(address(accessToken), accessToken.revoke.selector, Roles.MARKET);
        _allow(address(accessToken), accessToken.grant.selector, Roles.JOBS);
        _allow(address(rewards), rewards.credit.selector, Roles.MARKET);
        _allow(address(market), market.pause.selector, Roles.GUARDIAN);
        _allow(address(market), market.unpause.selector, Roles.GUARDIAN);
        _allow(address(market), market.setFees.selector, Roles.TREASURER);
        _allow(address(jobs), jobs.pause.selector, Roles.GUARDIAN);
        _allow(address(jobs), jobs.unpause.selector, Roles.GUARDIAN);
        authority.grantRole(Roles.REGISTRY, address(datasets), 0);
        authority.grantRole(Roles.MARKET, address(market), 0);
        authority.grantRole(Roles.JOBS, address(jobs), 0);
        authority.grantRole(Roles.GUARDIAN, address(this), 0);
        authority.grantRole(Roles.TREASURER, address(this), 0);
    }

    function _setWorkers() private {
        evaluator = vm.addr(EVALUATOR_KEY);
        authority.grantRole(Roles.EVALUATOR, evaluator, 0);
        _register(evaluator, 2);
        uint256[3] memory keys = [LEAD_KEY, NODE2_KEY, NODE3_KEY];
        for (uint256 i = 0; i < 3; ++i) {
            nodes.push(vm.addr(keys[i]));
            _register(nodes[i], 1);
        }
    }

    function _register(address worker, uint8 roles) private {
        token.transfer(worker, STAKE_WEI);
        vm.startPrank(worker);
        token.approve(address(workers), STAKE_WEI);
        workers.register(roles, keccak256(abi.encode(worker)), "http://127.0.0.1/", STAKE_WEI);
        vm.stopPrank();
    }

    function _allow(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        authority.setTargetFunctionRole(target, selectors, role);
    }
}
