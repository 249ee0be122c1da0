// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {console} from "hardhat/console.sol";
import {World} from "../../../test-support/world/World.sol";

/// @dev One long run of the handlers the invariants are tried with, to show that they get everywhere. The numbers are the
/// same at every run: nothing here depends on the runner's seed.
contract ReachTest is World {
    uint256 private constant CALLS = 4_000;

    /// @dev How many of the actions were never done.
    uint256 private _missed;

    function test_handlers_reachEveryAction() public {
        bytes4[] memory selectors = handlers();
        uint256 random = 0x53796d;
        for (uint256 i = 0; i < CALLS; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            (bool isDone, ) = address(this).call(abi.encodeWithSelector(selectors[random % selectors.length], random));
            assertTrue(isDone, "a handler never reverts");
        }
        bytes32[53] memory actions = [
            bytes32("order, commercial"),
            "order, EHDS",
            "order with offers",
            "order refused",
            "claim",
            "claim again",
            "measure",
            "measure, some dropped",
            "replace the lead",
            "replace a node",
            "replacement refused",
            "finalise, some dropped",
            "commit",
            "report",
            "certify",
            "finalise, commercial",
            "finalise, EHDS",
            "fail, reason 1",
            "fail, reason 2",
            "fail, reason 3",
            "fail, reason 4",
            "fail, reason 5",
            "refund",
            "timeout of an order",
            "timeout of a dispute",
            "renew",
            "release",
            "payout",
            "payout refused by the payee",
            "bar",
            "dispute a sale",
            "dispute a renewal",
            "vote",
            "dispute upheld",
            "dispute rejected",
            "lapse",
            "fetch a bond",
            "fetch what was slashed",
            "register",
            "withdraw stake",
            "add stake",
            "leave",
            "equivocation",
            "withdraw consent",
            "suspend basis",
            "resume basis",
            "relist",
            "set fees",
            "transfer",
            "former owner refused",
            "intruder refused",
            "propose",
            "veto"
        ];
        bytes32[9] memory rare = [
            bytes32("claim an incentive"),
            "sweep",
            "permit issue",
            "permit amend",
            "permit suspend",
            "permit resume",
            "permit extend",
            "permit revoke",
            "pass"
        ];
        for (uint256 i = 0; i < 53; ++i) _reached(actions[i]);
        for (uint256 i = 0; i < 9; ++i) _reached(rare[i]);
        console.log("orders and renewals: %d", market.orderCount());
        assertEq(faultCount, 0);
        assertEq(_missed, 0);
    }

    function _reached(bytes32 action) private {
        console.log("%s: %d", _text(action), counts[action]);
        if (counts[action] == 0) ++_missed;
    }

    function _text(bytes32 name) private pure returns (string memory text) {
        uint256 length = 0;
        while (length < 32 && name[length] != 0) ++length;
        text = string(bytes.concat(name));
        assembly ("memory-safe") {
            mstore(text, length)
        }
    }
}
