// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Roles} from "../src/access/Roles.sol";
import {IJobRegistry} from "../src/job/IJobRegistry.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {HashedRecord} from "../src/storage/HashedRecord.sol";
import {Stage} from "./Stage.sol";

/// @title JobStage
/// @notice One order in each lane, ready to be worked on: datasets 1 and 2 are commercial, 3 and 4 in the EHDS lane.
abstract contract JobStage is Stage {
    uint256 internal constant ORDER = 1;
    uint256 internal constant EHDS_ORDER = 2;
    uint256 internal constant PERMIT_ID = 1;

    function setUp() public virtual override {
        super.setUp();
        publishBoth();
        publish(HOSPITAL_A, ehdsListing());
        publish(HOSPITAL_B, ehdsListing());
        issuePermit(BUYER, ids(3, 4));
        placeOrder("commercial");
        placeOrder(ehdsRequest("ehds"), noOffers());
    }

    function ehdsRequest(bytes32 clientOrderId) internal pure returns (IMarket.OrderRequest memory request) {
        request = orderRequest(clientOrderId);
        (request.datasetIds, request.permitId) = (ids(3, 4), PERMIT_ID);
    }

    /// @dev One more compute node, whose key the stage knows.
    function registerSpare(uint256 key) internal returns (address spare) {
        spare = vm.addr(key);
        nodeKeys[spare] = key;
        registerWorker(spare, 1);
    }

    function emptyJob() internal pure returns (IJobRegistry.Job memory job) {
        job.consentEpochs = new uint64[](0);
    }

    function registerWorker(address worker, uint8 roles) internal {
        if (roles & 2 != 0) authority.grantRole(Roles.EVALUATOR, worker, 0);
        token.transfer(worker, STAKE_WEI);
        vm.startPrank(worker);
        token.approve(address(workers), STAKE_WEI);
        workers.register(roles, keccak256(abi.encode(worker)), "http://127.0.0.1/", STAKE_WEI);
        vm.stopPrank();
    }

    /// @dev One withdrawal, passed on by the dataset's owner.
    function withdrawConsent(uint256 datasetId) internal {
        bytes32[] memory nullifiers = new bytes32[](1);
        nullifiers[0] = keccak256("nullifier");
        address owner = datasets.ownerOf(datasetId);
        vm.prank(owner);
        consents.withdrawBatch(datasetId, nullifiers, keccak256("evidence"));
    }

    function suspendBasis(uint256 datasetId, bool suspended) internal {
        address owner = datasets.ownerOf(datasetId);
        vm.prank(owner);
        consents.suspendBasis(datasetId, suspended);
    }

    function amendPermit() internal {
        vm.prank(ACCESS_BODY);
        permits.amend(PERMIT_ID, keccak256("amended"), PURPOSE, ids(3, 4));
    }

    function suspendPermit() internal {
        vm.prank(ACCESS_BODY);
        permits.suspend(PERMIT_ID, keccak256("reason"));
    }

    function revokePermit() internal {
        revokePermit(PERMIT_ID);
    }

    function expectWrongState(uint256 orderId, IJobRegistry.State state) internal {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobWrongState.selector, orderId, state));
    }

    /// @dev The job's record must be this state and the hash of the job as the test knows it.
    function assertJob(uint256 orderId, IJobRegistry.State state) internal view {
        assertEq(uint256(jobs.stateOf(orderId)), uint256(state));
        assertEq(jobs.recordOf(orderId), HashedRecord.pack(uint8(state), keccak256(abi.encode(jobOf(orderId)))));
    }
}
