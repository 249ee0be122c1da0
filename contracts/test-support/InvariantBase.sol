// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {TestBase} from "./TestBase.sol";

/// @title InvariantBase
/// @notice For stateful invariant tests: the runner calls the test contract's own handlers and nothing else.
abstract contract InvariantBase is TestBase {
    struct FuzzSelector {
        address addr;
        bytes4[] selectors;
    }

    function targetContracts() public view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(this);
    }

    function targetSelectors() public view returns (FuzzSelector[] memory targets) {
        targets = new FuzzSelector[](1);
        targets[0] = FuzzSelector(address(this), handlers());
    }

    /// @dev Selectors of the functions to call, in any order; one named twice is called twice as often.
    function handlers() internal view virtual returns (bytes4[] memory);
}
