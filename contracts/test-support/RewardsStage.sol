// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Roles} from "../src/access/Roles.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {Rewards} from "../src/reward/Rewards.sol";
import {FeeSource} from "./FeeSource.sol";
import {TestBase} from "./TestBase.sol";

/// @title RewardsStage
/// @notice Rewards as they are deployed, with their roles, over a market of which only the fees matter. The test contract
/// is admin and holds no other role.
abstract contract RewardsStage is TestBase {
    address internal constant DISTRIBUTOR = address(0xD1);
    address internal constant GUARDIAN = address(0x61);
    address internal constant TREASURY = address(0x73);
    uint40 internal constant CHALLENGE = 3 days;
    uint40 internal constant OPEN = 30 days;
    uint16 internal constant EMISSION_BPS = 5_000;

    IAccessManager internal authority;
    FeeSource internal fees;

    function setUp() public virtual {
        authority = IAccessManager(deployAccessManager(address(this)));
        authority.grantRole(Roles.DISTRIBUTOR, DISTRIBUTOR, 0);
        authority.grantRole(Roles.GUARDIAN, GUARDIAN, 0);
        fees = new FeeSource();
    }

    function rewardsSetup(IERC20 token) internal view returns (Rewards.Setup memory) {
        IMarket market = IMarket(address(fees));
        return Rewards.Setup(address(authority), token, market, TREASURY, EMISSION_BPS, CHALLENGE, OPEN);
    }

    function deployRewards(IERC20 token) internal returns (Rewards rewards) {
        rewards = Rewards(deployCode("reward/Rewards.sol/Rewards", abi.encode(rewardsSetup(token))));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = Rewards.propose.selector;
        authority.setTargetFunctionRole(address(rewards), selectors, Roles.DISTRIBUTOR);
        selectors[0] = Rewards.veto.selector;
        authority.setTargetFunctionRole(address(rewards), selectors, Roles.GUARDIAN);
        vm.prank(DISTRIBUTOR);
        token.approve(address(rewards), type(uint256).max);
    }
}
