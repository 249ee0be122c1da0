// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {PermitStage} from "../../../test-support/PermitStage.sol";

contract PermitCheckTest is PermitStage {
    IPermitRegistry.State private constant ACTIVE = IPermitRegistry.State.ACTIVE;
    uint40 private constant END = NOW + 365 days;

    function setUp() public override {
        super.setUp();
        issue();
    }

    function test_check_ofWhatWasGranted_givesVersionAndIssuer() public {
        (uint32 version, address issuer) = permits.check(1, HOLDER, RESEARCH, ids(1, 2, 256));
        assertEq(version, 1);
        assertEq(issuer, BODY);
        vm.prank(BODY);
        permits.amend(1, keccak256("later"), ALGORITHMS, ids(2));
        (version, ) = permits.check(1, HOLDER, ALGORITHMS, ids(2));
        assertEq(version, 2);
    }

    function testFuzz_check_bySomebodyElse_reverts(address account) public {
        vm.assume(account != HOLDER);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitNotHolder.selector, 1, account));
        permits.check(1, account, RESEARCH, ids(1));
    }

    function testFuzz_check_ofAPurpose_passesExactlyIfGranted(uint32 purpose) public {
        if (purpose % 4 == 0) purpose &= 0xff;
        if (purpose == 0 || purpose & ~(RESEARCH | ALGORITHMS) != 0) {
            vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitPurposeNotGranted.selector, 1, purpose));
        }
        permits.check(1, HOLDER, purpose, ids(1));
    }

    function testFuzz_check_ofADataset_passesExactlyIfCovered(uint256 datasetId) public {
        if (datasetId % 2 == 0) datasetId %= 300;
        if (datasetId != 1 && datasetId != 2 && datasetId != 256) {
            vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitDatasetNotGranted.selector, 1, datasetId));
        }
        permits.check(1, HOLDER, RESEARCH, ids(1, datasetId));
    }

    function test_check_ofNoDataset_reverts() public {
        vm.expectRevert(IPermitRegistry.PermitDatasetsInvalid.selector);
        permits.check(1, HOLDER, RESEARCH, new uint256[](0));
    }

    function testFuzz_checkAndRequireCurrent_passExactlyWithinTheDates(uint40 at) public {
        IPermitRegistry.Decision memory later = decision();
        (later.validFrom, later.validUntil) = (NOW + 10 days, END);
        vm.prank(BODY);
        permits.issue(later);
        at = uint40(bound(at, NOW, END + 20 days));
        vm.warp(at);
        bytes memory refusal = abi.encodeWithSelector(
            IPermitRegistry.PermitNotValid.selector,
            2,
            ACTIVE,
            later.validFrom,
            later.validUntil
        );
        bool isValid = at >= later.validFrom && at <= later.validUntil;
        if (!isValid) vm.expectRevert(refusal);
        permits.check(2, HOLDER, RESEARCH, ids(1));
        if (!isValid) vm.expectRevert(refusal);
        permits.requireCurrent(2, 1);
        // Not yet valid is no death.
        assertTrue(permits.isDead(2, 1) == (at > later.validUntil), "dead after the end");
    }

    function test_dates_includeBothEnds() public {
        permits.requireCurrent(1, 1);
        vm.warp(END);
        permits.requireCurrent(1, 1);
        assertTrue(!permits.isDead(1, 1), "last second");
        vm.warp(END + 1);
        assertTrue(permits.isDead(1, 1), "over");
        vm.expectRevert(notValid(ACTIVE));
        permits.requireCurrent(1, 1);
    }

    function testFuzz_requireCurrent_ofAnotherVersion_reverts(uint32 version) public {
        vm.assume(version != 1);
        vm.expectRevert(abi.encodeWithSelector(IPermitRegistry.PermitVersionStale.selector, 1, version, 1));
        permits.requireCurrent(1, version);
        // A version still to come is not dead.
        assertTrue(permits.isDead(1, version) == (version == 0), "dead if older");
    }
}
