// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IDisputes} from "../src/dispute/IDisputes.sol";
import {IMarket} from "../src/market/IMarket.sol";
import {HashedRecord} from "../src/storage/HashedRecord.sol";
import {JobStage} from "./JobStage.sol";

/// @title DisputeStage
/// @notice A commercial order that was settled a moment ago, and a buyer who is not content.
abstract contract DisputeStage is JobStage {
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    bytes32 internal constant OPINION = keccak256("opinion");

    function setUp() public virtual override {
        super.setUp();
        playUntilSettled(ORDER);
    }

    function open(uint256 orderId) internal {
        vm.prank(BUYER);
        disputes.open(orderId, settlementOf(orderId), EVIDENCE);
    }

    function vote(uint256 orderId, address voter, bool uphold) internal {
        vm.prank(voter);
        disputes.vote(orderId, settlementOf(orderId), uphold, OPINION);
    }

    function voteAll(uint256 orderId, bool uphold) internal {
        for (uint256 i = 0; i < 3; ++i) vote(orderId, voters[i], uphold);
    }

    function renew(uint256 orderId) internal returns (uint256 renewalId) {
        vm.recordLogs();
        vm.prank(BUYER);
        renewalId = market.renew(orderId, termsOf(orderId), settlementOf(orderId), noPermit());
        keepRenewal(renewalId);
    }

    function totalOf(uint256 orderId) internal view returns (uint256 totalWei) {
        uint128[] memory amountsWei = settlementOf(orderId).amountsWei;
        for (uint256 i = 0; i < amountsWei.length; ++i) totalWei += amountsWei[i];
    }

    function assertState(uint256 orderId, IDisputes.State state) internal view {
        assertEq(uint256(disputes.disputeOf(orderId).state), uint256(state));
    }

    /// @dev The order's record must be this status and the hash of the settlement as the test knows it.
    function assertOrder(uint256 orderId, IMarket.OrderStatus status) internal view {
        bytes32 digest = keccak256(abi.encode(settlementOf(orderId)));
        assertEq(market.recordOf(orderId), HashedRecord.pack(uint8(status), digest));
    }

    function expectDisputeState(uint256 orderId, IDisputes.State state) internal {
        vm.expectRevert(abi.encodeWithSelector(IDisputes.DisputeWrongState.selector, orderId, state));
    }

    function expectOrderStatus(uint256 orderId, IMarket.OrderStatus status) internal {
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderWrongStatus.selector, orderId, status));
    }
}
