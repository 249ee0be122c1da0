// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {AccessToken} from "../src/access/AccessToken.sol";
import {Roles} from "../src/access/Roles.sol";
import {PrivacyLedger} from "../src/budget/PrivacyLedger.sol";
import {ConsentRegistry} from "../src/consent/ConsentRegistry.sol";
import {DatasetRegistry} from "../src/dataset/DatasetRegistry.sol";
import {Disputes} from "../src/dispute/Disputes.sol";
import {IJobRegistry} from "../src/job/IJobRegistry.sol";
import {JobRegistry} from "../src/job/JobRegistry.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {Market} from "../src/market/Market.sol";
import {PermitRegistry} from "../src/permit/PermitRegistry.sol";
import {Rewards} from "../src/reward/Rewards.sol";
import {SymbolonToken} from "../src/token/SymbolonToken.sol";
import {WorkerRegistry} from "../src/worker/WorkerRegistry.sol";
import {TestBase} from "./TestBase.sol";

/// @title Deployed
/// @notice Everything deployed and wired as contracts/deploy.ts does it. This contract is admin, guardian, treasurer and
/// distributor.
abstract contract Deployed is TestBase {
    uint128 internal constant STAKE_WEI = 1_000e18;
    uint64 internal constant ORDER_WINDOW = 1 days;
    uint64 internal constant CLAIM_WINDOW = 10 minutes;
    uint64 internal constant UNBONDING = 21 days;
    uint64 internal constant DISPUTE_WINDOW = 3 days;
    uint64 internal constant VOTING = 7 days;
    uint128 internal constant BOND_WEI = 100e18;
    uint16 internal constant SLASH_BPS = 2_000;
    uint16 internal constant EQUIVOCATION_BPS = 5_000;

    address internal immutable ACCESS_BODY = address(0xADB0);
    address internal immutable TREASURY = address(0x7777);

    AccessManager internal authority;
    SymbolonToken internal token;
    PrivacyLedger internal ledger;
    ConsentRegistry internal consents;
    DatasetRegistry internal datasets;
    PermitRegistry internal permits;
    AccessToken internal accessToken;
    WorkerRegistry internal workers;
    Disputes internal disputes;
    Market internal market;
    JobRegistry internal jobs;
    Rewards internal rewards;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        _deployRegistries();
        _deployMarket();
        consents.wire(datasets);
        disputes.wire(market);
        market.wire(jobs);
        ledger.setCaller(address(datasets), true);
        ledger.setCaller(address(market), true);
        ledger.setCaller(address(jobs), true);
        accessToken.setCaller(address(market), true);
        workers.setCaller(address(disputes), true);
        _setRoles();
    }

    /// @dev Tests of other tokens override it; they must keep to ERC-20.
    function deployToken() internal virtual returns (SymbolonToken) {
        return SymbolonToken(deployCode("token/SymbolonToken.sol/SymbolonToken", abi.encode(address(this), 1e27)));
    }

    /// @dev From artifacts and not with `new`: a test contract that embeds the product would compile it once more.
    function _deployRegistries() private {
        authority = AccessManager(deployAccessManager(address(this)));
        token = deployToken();
        ledger = PrivacyLedger(deployCode("budget/PrivacyLedger.sol/PrivacyLedger", abi.encode(authority)));
        consents = ConsentRegistry(deployCode("consent/ConsentRegistry.sol/ConsentRegistry", abi.encode(authority)));
        datasets = DatasetRegistry(
            deployCode("dataset/DatasetRegistry.sol/DatasetRegistry", abi.encode(ledger, consents))
        );
        permits = PermitRegistry(
            deployCode("permit/PermitRegistry.sol/PermitRegistry", abi.encode(authority, datasets))
        );
        accessToken = AccessToken(deployCode("access/AccessToken.sol/AccessToken", abi.encode(authority)));
        workers = WorkerRegistry(
            deployCode("worker/WorkerRegistry.sol/WorkerRegistry", abi.encode(authority, token, STAKE_WEI, UNBONDING))
        );
        Disputes.Setup memory setup = Disputes.Setup({
            authority: address(authority),
            token: token,
            workers: workers,
            quorum: 3,
            votingSeconds: VOTING,
            bondWei: BOND_WEI,
            slashBps: SLASH_BPS,
            equivocationBps: EQUIVOCATION_BPS
        });
        disputes = Disputes(deployCode("dispute/Disputes.sol/Disputes", abi.encode(setup)));
    }

    function _deployMarket() private {
        Market.Setup memory marketSetup = Market.Setup({
            authority: address(authority),
            token: token,
            datasets: datasets,
            consents: consents,
            permits: permits,
            ledger: ledger,
            accessToken: accessToken,
            disputes: address(disputes),
            fees: IMarket.Fees(250, 1_500, 250),
            treasury: TREASURY,
            orderWindowSeconds: ORDER_WINDOW,
            disputeWindowSeconds: DISPUTE_WINDOW
        });
        market = Market(deployCode("market/Market.sol/Market", abi.encode(marketSetup)));
        JobRegistry.Setup memory jobSetup = JobRegistry.Setup({
            authority: address(authority),
            market: market,
            consents: consents,
            permits: permits,
            ledger: ledger,
            workers: workers,
            claimWindowSeconds: CLAIM_WINDOW,
            thresholds: IJobRegistry.Thresholds(1_800, 2_800, 6_000)
        });
        jobs = JobRegistry(deployCode("job/JobRegistry.sol/JobRegistry", abi.encode(jobSetup)));
        Rewards.Setup memory rewardSetup = Rewards.Setup({
            authority: address(authority),
            token: token,
            market: market,
            treasury: TREASURY,
            emissionBps: 5_000,
            challengeSeconds: 7 days,
            claimSeconds: 180 days
        });
        rewards = Rewards(deployCode("reward/Rewards.sol/Rewards", abi.encode(rewardSetup)));
    }

    function _setRoles() private {
        _allow(address(permits), permits.issue.selector, Roles.HDAB);
        _allow(address(permits), permits.amend.selector, Roles.HDAB);
        _allow(address(permits), permits.extend.selector, Roles.HDAB);
        _allow(address(permits), permits.suspend.selector, Roles.HDAB);
        _allow(address(permits), permits.resume.selector, Roles.HDAB);
        _allow(address(permits), permits.notifyFinding.selector, Roles.HDAB);
        _allow(address(permits), permits.revoke.selector, Roles.HDAB);
        _allow(address(permits), permits.exclude.selector, Roles.HDAB);
        _allow(address(rewards), rewards.propose.selector, Roles.DISTRIBUTOR);
        _allow(address(rewards), rewards.veto.selector, Roles.GUARDIAN);
        _allow(address(market), market.pause.selector, Roles.GUARDIAN);
        _allow(address(market), market.unpause.selector, Roles.GUARDIAN);
        _allow(address(market), market.setFees.selector, Roles.TREASURER);
        _allow(address(jobs), jobs.pause.selector, Roles.GUARDIAN);
        _allow(address(jobs), jobs.unpause.selector, Roles.GUARDIAN);
        _allow(address(jobs), jobs.setThresholds.selector, Roles.TREASURER);
        authority.grantRole(Roles.GUARDIAN, address(this), 0);
        authority.grantRole(Roles.TREASURER, address(this), 0);
        authority.grantRole(Roles.DISTRIBUTOR, address(this), 0);
        authority.grantRole(Roles.HDAB, ACCESS_BODY, 0);
    }

    function _allow(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        authority.setTargetFunctionRole(target, selectors, role);
    }
}
