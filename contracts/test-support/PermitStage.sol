// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IDatasetRegistry} from "../src/dataset/IDatasetRegistry.sol";
import {IPermitRegistry} from "../src/permit/IPermitRegistry.sol";
import {PermitRegistry} from "../src/permit/PermitRegistry.sol";
import {DatasetHarness} from "./DatasetHarness.sol";
import {TestBase} from "./TestBase.sol";

/// @title PermitStage
/// @notice A PermitRegistry with two access bodies and datasets 1 to 300, of which every seventh is commercial. The test
/// contract is the admin.
abstract contract PermitStage is TestBase {
    uint64 internal constant HDAB = 4;
    address internal constant BODY = address(0xb0d1);
    address internal constant OTHER_BODY = address(0xb0d2);
    address internal constant HOSPITAL = address(0x405);
    address internal constant HOLDER = address(0xaa11);
    address internal constant STRANGER = address(0xbad);
    bytes32 internal constant APPLICATION = keccak256("application");
    bytes32 internal constant DECISION = keccak256("decision");
    bytes32 internal constant REASON = keccak256("reason");
    bytes32 internal constant FINDING = keccak256("finding");
    bytes32 internal constant ANSWER = keccak256("answer");
    uint40 internal constant NOW = 1_900_000_000;
    uint32 internal constant RESEARCH = 1 << 4;
    uint32 internal constant ALGORITHMS = 1 << 6;
    uint256 internal constant COMMERCIAL = 7;

    AccessManager internal manager;
    DatasetHarness internal datasets;
    PermitRegistry internal permits;

    function setUp() public virtual {
        vm.warp(NOW);
        manager = AccessManager(deployAccessManager(address(this)));
        datasets = new DatasetHarness();
        for (uint256 id = 1; id <= 70; ++id) mint(id);
        for (uint256 id = 250; id <= 260; ++id) mint(id);
        permits = deployPermits();
        manager.setTargetFunctionRole(address(permits), writers(), HDAB);
        manager.grantRole(HDAB, BODY, 0);
        manager.grantRole(HDAB, OTHER_BODY, 0);
    }

    function deployPermits() internal returns (PermitRegistry) {
        return
            PermitRegistry(
                deployCode("permit/PermitRegistry.sol/PermitRegistry", abi.encode(address(manager), address(datasets)))
            );
    }

    function mint(uint256 datasetId) internal {
        IDatasetRegistry.Lane lane =
            datasetId % COMMERCIAL == 0 ? IDatasetRegistry.Lane.COMMERCIAL : IDatasetRegistry.Lane.EHDS;
        datasets.mint(HOSPITAL, datasetId, lane, 0);
    }

    function writers() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](8);
        selectors[0] = IPermitRegistry.issue.selector;
        selectors[1] = IPermitRegistry.amend.selector;
        selectors[2] = IPermitRegistry.extend.selector;
        selectors[3] = IPermitRegistry.suspend.selector;
        selectors[4] = IPermitRegistry.resume.selector;
        selectors[5] = IPermitRegistry.revoke.selector;
        selectors[6] = IPermitRegistry.notifyFinding.selector;
        selectors[7] = IPermitRegistry.exclude.selector;
    }

    /// @dev One call of each writer, in the same order; those but `issue` are about permit 1.
    function writerCalls() internal pure returns (bytes[] memory calls) {
        calls = new bytes[](8);
        calls[0] = abi.encodeCall(IPermitRegistry.issue, (decision()));
        calls[1] = abi.encodeCall(IPermitRegistry.amend, (1, DECISION, RESEARCH, ids(1)));
        calls[2] = abi.encodeCall(IPermitRegistry.extend, (1, DECISION, NOW + 400 days, NOW));
        calls[3] = abi.encodeCall(IPermitRegistry.suspend, (1, REASON));
        calls[4] = abi.encodeCall(IPermitRegistry.resume, (1));
        calls[5] = abi.encodeCall(IPermitRegistry.revoke, (1, REASON));
        calls[6] = abi.encodeCall(IPermitRegistry.notifyFinding, (1, REASON));
        calls[7] = abi.encodeCall(IPermitRegistry.exclude, (1, REASON, NOW + 1 days));
    }

    /// @dev Valid now and for 365 days, research and algorithms, datasets 1, 2 and 256.
    function decision() internal pure returns (IPermitRegistry.Decision memory) {
        return
            IPermitRegistry.Decision({
                holder: HOLDER,
                applicationHash: APPLICATION,
                decisionHash: DECISION,
                purposesMask: RESEARCH | ALGORITHMS,
                criteriaMask: 0xff,
                optOutException: false,
                validFrom: NOW,
                validUntil: NOW + 365 days,
                datasetIds: ids(1, 2, 256)
            });
    }

    function issue() internal returns (uint256 permitId) {
        vm.prank(BODY);
        permitId = permits.issue(decision());
    }

    /// @dev A finding of permit 1 that its holder answered (Art. 63(2)).
    function hear() internal {
        vm.prank(BODY);
        permits.notifyFinding(1, FINDING);
        vm.prank(HOLDER);
        permits.answerFinding(1, ANSWER);
    }

    function ids(uint256 a) internal pure returns (uint256[] memory list) {
        list = new uint256[](1);
        list[0] = a;
    }

    function ids(uint256 a, uint256 b) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function ids(uint256 a, uint256 b, uint256 c) internal pure returns (uint256[] memory list) {
        list = new uint256[](3);
        (list[0], list[1], list[2]) = (a, b, c);
    }

    function wrongState(IPermitRegistry.State state) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IPermitRegistry.PermitWrongState.selector, 1, state);
    }

    function notValid(IPermitRegistry.State state) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IPermitRegistry.PermitNotValid.selector, 1, state, NOW, uint40(NOW + 365 days));
    }
}
