// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {AccessToken} from "../../../src/access/AccessToken.sol";
import {Callers} from "../../../src/access/Callers.sol";
import {TestBase} from "../../../test-support/TestBase.sol";

/// @dev Shown on the access token, which is one of the contracts with a list. This contract is admin.
contract CallersTest is TestBase {
    address private constant STRANGER = address(0x57);

    AccessToken private _target;

    function setUp() public {
        address authority = deployAccessManager(address(this));
        _target = AccessToken(deployCode("access/AccessToken.sol/AccessToken", abi.encode(authority)));
    }

    function test_setCaller_addsAndRemoves_andEmits() public {
        assertTrue(!_target.isCaller(address(this)), "nobody at first, not even the admin");
        vm.expectEmit(address(_target));
        emit Callers.CallerChanged(address(this), true);
        _target.setCaller(address(this), true);
        assertTrue(_target.isCaller(address(this)), "added");
        _target.revoke(1);
        vm.expectEmit(address(_target));
        emit Callers.CallerChanged(address(this), false);
        _target.setCaller(address(this), false);
        assertTrue(!_target.isCaller(address(this)), "removed");
        vm.expectRevert(abi.encodeWithSelector(Callers.CallerNotAllowed.selector, address(this)));
        _target.revoke(1);
    }

    function test_setCaller_ofAnAccountWithoutCode_reverts() public {
        vm.expectRevert(abi.encodeWithSelector(Callers.CallerWithoutCode.selector, STRANGER));
        _target.setCaller(STRANGER, true);
    }

    function test_setCaller_removesAnAccountWithoutCode() public {
        _target.setCaller(STRANGER, false);
        assertTrue(!_target.isCaller(STRANGER), "removed");
    }

    function test_setCaller_keepsTheOthers() public {
        _target.setCaller(address(this), true);
        _target.setCaller(address(_target), true);
        _target.setCaller(address(this), false);
        assertTrue(_target.isCaller(address(_target)), "beside the first");
    }

    function testFuzz_setCaller_byAnybodyButTheAdmin_reverts(address account, bool allowed) public {
        vm.assume(account != address(this));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, account));
        vm.prank(account);
        _target.setCaller(address(this), allowed);
    }
}
