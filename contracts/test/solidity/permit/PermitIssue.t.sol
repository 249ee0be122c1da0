// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IDatasetRegistry} from "../../../src/dataset/IDatasetRegistry.sol";
import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {PermitRegistry} from "../../../src/permit/PermitRegistry.sol";
import {PermitStage} from "../../../test-support/PermitStage.sol";

/// @dev Regulation (EU) 2025/327 Art. 2(2)(v), 53(1), 68(1), 68(12).
contract PermitIssueTest is PermitStage {
    function test_issue_byAnAccessBody_recordsTheDecision() public {
        assertEq(issue(), 1);
        IPermitRegistry.DataPermit memory permit = permits.permitOf(1);
        assertEq(permit.issuer, BODY);
        assertEq(permit.holder, HOLDER);
        assertEq(uint8(permit.state), uint8(IPermitRegistry.State.ACTIVE));
        assertTrue(!permit.extended, "not extended");
        assertEq(permit.version, 1);
        assertEq(permit.purposesMask, RESEARCH | ALGORITHMS);
        assertEq(permit.approvedAt, NOW);
        assertEq(permit.validFrom, NOW);
        assertEq(permit.validUntil, NOW + 365 days);
        assertEq(permit.decisionHash, DECISION);
        assertTrue(permits.covers(1, 1) && permits.covers(1, 2) && permits.covers(1, 256), "the three");
        assertTrue(!permits.covers(1, 3) && !permits.covers(1, 0) && !permits.covers(2, 1), "no other");
        assertEq(permits.permitCount(), 1);
        vm.prank(OTHER_BODY);
        assertEq(permits.issue(decision()), 2);
    }

    /// @dev Admin, dataset owner and applicant, each of every function.
    function test_everyWriter_byAdminOwnerOrApplicant_reverts() public {
        issue();
        bytes[] memory calls = writerCalls();
        address[3] memory callers = [address(this), HOSPITAL, HOLDER];
        for (uint256 i = 0; i < 3; ++i) {
            for (uint256 j = 0; j < calls.length; ++j) _assertUnauthorized(address(permits), callers[i], calls[j]);
        }
        assertEq(permits.permitCount(), 1);
    }

    function testFuzz_everyWriter_byAnybodyWithoutTheRole_reverts(address caller, uint256 choice) public {
        vm.assume(caller != BODY && caller != OTHER_BODY);
        bytes[] memory calls = writerCalls();
        _assertUnauthorized(address(permits), caller, calls[choice % calls.length]);
    }

    /// @dev A function nobody mapped belongs to the AccessManager's admin. Not here.
    function test_everyWriter_withoutRolesMapped_isClosedToTheAdmin() public {
        PermitRegistry unmapped = deployPermits();
        bytes[] memory calls = writerCalls();
        for (uint256 j = 0; j < calls.length; ++j) _assertUnauthorized(address(unmapped), address(this), calls[j]);
    }

    /// @dev The AccessManager would be the issuer, and every access body could send it.
    function test_issue_throughTheManager_reverts() public {
        bytes memory refusal = abi.encodeWithSelector(
            IAccessManaged.AccessManagedUnauthorized.selector,
            address(manager)
        );
        vm.expectRevert(refusal);
        vm.prank(BODY);
        manager.execute(address(permits), writerCalls()[0]);
    }

    function test_issue_afterTheRoleWasTaken_reverts() public {
        issue();
        manager.revokeRole(HDAB, BODY);
        bytes[] memory calls = writerCalls();
        for (uint256 j = 0; j < calls.length; ++j) _assertUnauthorized(address(permits), BODY, calls[j]);
    }

    function test_issue_withBadInput_reverts() public {
        IPermitRegistry.Decision memory bad = decision();
        bad.holder = address(0);
        _refuses(bad, abi.encodeWithSelector(IPermitRegistry.PermitHolderInvalid.selector, address(0)));
        bad = decision();
        bad.applicationHash = 0;
        _refuses(bad, abi.encodeWithSelector(IPermitRegistry.PermitZeroHash.selector));
        bad = decision();
        bad.decisionHash = 0;
        _refuses(bad, abi.encodeWithSelector(IPermitRegistry.PermitZeroHash.selector));
        bad = decision();
        bad.validUntil = NOW;
        _refuses(bad, _datesInvalid(bad));
        bad.validFrom = NOW - 2;
        bad.validUntil = NOW - 1;
        _refuses(bad, _datesInvalid(bad));
        bad.validUntil = NOW;
        _refuses(bad, _datesInvalid(bad));
        bad.validFrom = NOW;
        bad.validUntil = NOW + 3653 days + 1;
        _refuses(bad, _datesInvalid(bad));
        bad.validUntil -= 1;
        vm.prank(BODY);
        permits.issue(bad);
    }

    function test_issue_withBadDatasets_reverts() public {
        bytes memory invalid = abi.encodeWithSelector(IPermitRegistry.PermitDatasetsInvalid.selector);
        _refusesDatasets(new uint256[](0), invalid);
        _refusesDatasets(_range(65), invalid);
        _refusesDatasets(ids(2, 1), invalid);
        _refusesDatasets(ids(1, 1), invalid);
        _refusesDatasets(ids(1, 999), abi.encodeWithSelector(IDatasetRegistry.DatasetUnknown.selector, 999));
        bytes memory lane = abi.encodeWithSelector(IPermitRegistry.PermitDatasetWrongLane.selector, COMMERCIAL);
        _refusesDatasets(ids(1, COMMERCIAL), lane);
    }

    function test_issue_forSixtyFourDatasets_coversThemAll() public {
        IPermitRegistry.Decision memory wide = decision();
        wide.datasetIds = new uint256[](64);
        uint256 count;
        for (uint256 id = 1000; count < 64; ++id) {
            mint(id);
            if (id % COMMERCIAL != 0) wide.datasetIds[count++] = id;
        }
        vm.prank(BODY);
        permits.issue(wide);
        for (uint256 i = 0; i < 64; ++i) assertTrue(permits.covers(1, wide.datasetIds[i]), "covered");
    }

    function testFuzz_issue_takesTheEightPurposesAlone(uint32 purposesMask) public {
        IPermitRegistry.Decision memory asked = decision();
        asked.purposesMask = purposesMask;
        if (purposesMask == 0 || purposesMask > 0xff) {
            _refuses(asked, abi.encodeWithSelector(IPermitRegistry.PermitPurposesInvalid.selector, purposesMask));
        }
        asked.purposesMask = uint32(bound(purposesMask, 1, 0xff));
        vm.prank(BODY);
        permits.issue(asked);
        assertEq(permits.permitOf(1).purposesMask, asked.purposesMask);
    }

    function testFuzz_issue_withACriterionOpen_reverts(uint8 criteriaMask) public {
        vm.assume(criteriaMask != 0xff);
        IPermitRegistry.Decision memory open = decision();
        open.criteriaMask = criteriaMask;
        _refuses(open, abi.encodeWithSelector(IPermitRegistry.PermitCriteriaOpen.selector, criteriaMask));
    }

    function testFuzz_issue_takesDatesExactlyWhenLawful(uint40 validFrom, uint40 validUntil) public {
        IPermitRegistry.Decision memory asked = decision();
        // Half of them near the limit.
        if (validFrom % 2 == 0) validUntil = uint40(bound(validUntil, NOW - 10, NOW + 3700 days));
        if (validFrom % 2 == 0) validFrom = uint40(bound(validFrom, NOW - 10, NOW + 100 days));
        (asked.validFrom, asked.validUntil) = (validFrom, validUntil);
        bool isLawful = validUntil > validFrom && validUntil > NOW && validUntil - validFrom <= 3653 days;
        if (!isLawful) return _refuses(asked, _datesInvalid(asked));
        vm.prank(BODY);
        permits.issue(asked);
        assertEq(permits.permitOf(1).validFrom, validFrom);
        assertEq(permits.permitOf(1).validUntil, validUntil);
        assertEq(permits.permitOf(1).approvedAt, NOW);
    }

    function testFuzz_issue_coversWhatWasDecidedAlone(uint8 a, uint8 b, uint8 probe) public {
        uint256 first = bound(a, 1, 30);
        uint256 second = bound(b, 31, 60);
        if (first % COMMERCIAL == 0) ++first;
        if (second % COMMERCIAL == 0) ++second;
        IPermitRegistry.Decision memory asked = decision();
        asked.datasetIds = ids(first, second);
        vm.prank(BODY);
        permits.issue(asked);
        assertTrue(permits.covers(1, probe) == (probe == first || probe == second), "two datasets, no other");
    }

    function _assertUnauthorized(address target, address caller, bytes memory data) private {
        vm.prank(caller);
        (bool success, bytes memory reason) = target.call(data); // solhint-disable-line avoid-low-level-calls
        assertTrue(!success, "was let through");
        bytes memory expected = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        assertEq(keccak256(reason), keccak256(expected));
    }

    function _refuses(IPermitRegistry.Decision memory asked, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(BODY);
        permits.issue(asked);
    }

    function _refusesDatasets(uint256[] memory datasetIds, bytes memory refusal) private {
        IPermitRegistry.Decision memory asked = decision();
        asked.datasetIds = datasetIds;
        _refuses(asked, refusal);
    }

    function _datesInvalid(IPermitRegistry.Decision memory asked) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IPermitRegistry.PermitDatesInvalid.selector, asked.validFrom, asked.validUntil);
    }

    function _range(uint256 count) private pure returns (uint256[] memory list) {
        list = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) list[i] = i + 1;
    }
}
