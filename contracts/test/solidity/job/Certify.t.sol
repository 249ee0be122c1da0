// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Roles} from "../../../src/access/Roles.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {JobSignatures} from "../../../src/job/JobSignatures.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {JobStage} from "../../../test-support/JobStage.sol";

contract CertifyTest is JobStage {
    function setUp() public override {
        super.setUp();
        _playUntilReported(ORDER);
    }

    function test_certify_withinTheThresholds_passes() public {
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobCertified(ORDER, evaluator, certificateOf(true), true);
        certify(ORDER, true);
        assertJob(ORDER, IJobRegistry.State.CERTIFIED);
    }

    function test_certify_withTheVerdictNo_isRefused_whateverTheFigures() public {
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobCertified(ORDER, evaluator, certificateOf(false), false);
        certify(ORDER, false);
        assertJob(ORDER, IJobRegistry.State.REFUSED);
    }

    /// @dev It takes both: the verdict, and each figure at or below its limit.
    function testFuzz_certify_passesIfVerdictAndFiguresDo(bool verdict, uint16 tvd1, uint16 tvd2, uint16 auc) public {
        IJobRegistry.Certificate memory certificate = certificateOf(verdict);
        (certificate.tvd1Bps, certificate.tvd2Bps) = (uint16(bound(tvd1, 0, 3_600)), uint16(bound(tvd2, 0, 5_600)));
        certificate.membershipAucBps = uint16(bound(auc, 0, 12_000));
        bool isWithin =
            certificate.tvd1Bps <= 1_800 && certificate.tvd2Bps <= 2_800 && certificate.membershipAucBps <= 6_000;
        _certify(certificate);
        IJobRegistry.State expected = verdict && isWithin ? IJobRegistry.State.CERTIFIED : IJobRegistry.State.REFUSED;
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(expected));
    }

    function test_certify_atEveryLimit_passes() public {
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        (certificate.tvd1Bps, certificate.tvd2Bps, certificate.membershipAucBps) = (1_800, 2_800, 6_000);
        _certify(certificate);
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(IJobRegistry.State.CERTIFIED));
    }

    function test_certify_aboveTheFirstLimit_isRefused() public {
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        certificate.tvd1Bps = 1_801;
        _refusedFigures(certificate);
    }

    function test_certify_aboveTheSecondLimit_isRefused() public {
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        certificate.tvd2Bps = 2_801;
        _refusedFigures(certificate);
    }

    function test_certify_aboveTheThirdLimit_isRefused() public {
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        certificate.membershipAucBps = 6_001;
        _refusedFigures(certificate);
    }

    function testFuzz_certify_inAClassWithoutThresholds_reverts(uint8 releaseClass) public {
        vm.assume(releaseClass != 1);
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        certificate.releaseClass = releaseClass;
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobReleaseClassInvalid.selector, releaseClass));
        _certify(certificate);
    }

    function test_certify_inAnotherClass_keepsToItsThresholds_commercialLaneOnly() public {
        jobs.setThresholds(2, IJobRegistry.Thresholds(500, 10_000, 10_000));
        _playUntilReported(EHDS_ORDER);
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        (certificate.releaseClass, certificate.tvd1Bps, certificate.membershipAucBps) = (2, 500, 9_000);
        bytes memory signature = signCertificate(EVALUATOR_KEY, EHDS_ORDER, certificate);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobReleaseClassInvalid.selector, 2));
        jobs.certify(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), evaluator, certificate, signature);
        _certify(certificate);
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(IJobRegistry.State.CERTIFIED));
    }

    function test_certify_twice_reverts_theFirstCertificateStands() public {
        certify(ORDER, false);
        expectWrongState(ORDER, IJobRegistry.State.REFUSED);
        _certify(certificateOf(true));
    }

    function test_certify_beforeTheReport_reverts() public {
        claim(EHDS_ORDER);
        bytes memory signature = signCertificate(EVALUATOR_KEY, EHDS_ORDER, certificateOf(true));
        expectWrongState(EHDS_ORDER, IJobRegistry.State.CLAIMED);
        jobs.certify(EHDS_ORDER, termsOf(EHDS_ORDER), jobOf(EHDS_ORDER), evaluator, certificateOf(true), signature);
    }

    function test_certify_onOtherTerms_reverts() public {
        bytes memory signature = signCertificate(EVALUATOR_KEY, ORDER, certificateOf(true));
        vm.expectRevert(abi.encodeWithSelector(IMarket.OrderTermsMismatch.selector, ORDER));
        jobs.certify(ORDER, termsOf(EHDS_ORDER), jobOf(ORDER), evaluator, certificateOf(true), signature);
    }

    function test_certify_afterTheDeadline_reverts() public {
        uint40 deadline = termsOf(ORDER).deadline;
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPastDeadline.selector, ORDER, deadline));
        _certify(certificateOf(true));
        vm.warp(deadline);
        certify(ORDER, true);
    }

    function test_certify_withoutADigest_reverts() public {
        IJobRegistry.Certificate memory certificate = certificateOf(true);
        certificate.certificateDigest = bytes32(0);
        vm.expectRevert(IJobRegistry.JobZeroDigest.selector);
        _certify(certificate);
    }

    function testFuzz_certify_submittedByAnyone_passes(address caller) public {
        bytes memory signature = signCertificate(EVALUATOR_KEY, ORDER, certificateOf(true));
        vm.prank(caller);
        jobs.certify(ORDER, termsOf(ORDER), jobOf(ORDER), evaluator, certificateOf(true), signature);
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(IJobRegistry.State.CERTIFIED));
    }

    function testFuzz_certify_byNoEvaluator_reverts(uint256 key) public {
        key = bound(key, 1, 1 << 200);
        address other = vm.addr(key);
        vm.assume(other != evaluator);
        _refusedBy(other, key, abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, other));
    }

    function test_certify_byAnEvaluatorStruckOff_reverts() public {
        authority.revokeRole(Roles.EVALUATOR, evaluator);
        _refusedBy(evaluator, EVALUATOR_KEY, abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, evaluator));
    }

    function test_certify_byALeavingEvaluator_reverts() public {
        vm.prank(evaluator);
        workers.leave();
        _refusedBy(evaluator, EVALUATOR_KEY, abi.encodeWithSelector(IJobRegistry.JobNodeNotActive.selector, evaluator));
    }

    function test_certify_byTheLead_reverts() public {
        uint256 key = 0x1EAD;
        address lead = vm.addr(key);
        registerWorker(lead, 3);
        uint256 orderId = placeOrder("lead evaluates");
        (nodes[0], nodeKeys[lead]) = (lead, key);
        claim(orderId);
        measure(orderId);
        commit(orderId);
        report(orderId);
        IJobRegistry.Job memory job = jobOf(orderId);
        bytes memory signature = signCertificate(key, orderId, certificateOf(true));
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobPartyConflict.selector, lead));
        jobs.certify(orderId, termsOf(orderId), job, lead, certificateOf(true), signature);
    }

    function test_certify_byBuyerOrProvider_reverts() public {
        address[3] memory parties = [BUYER, HOSPITAL_A, HOSPITAL_B];
        for (uint256 i = 0; i < 3; ++i) {
            registerWorker(parties[i], 2);
            _refusedBy(
                parties[i],
                EVALUATOR_KEY,
                abi.encodeWithSelector(IJobRegistry.JobPartyConflict.selector, parties[i])
            );
        }
    }

    function test_certify_signedOverAnotherOrder_reverts() public {
        bytes32 structHash = JobSignatures.hashCertificate(EHDS_ORDER, reportOf(ORDER), certificateOf(true));
        _refusedSignature(sign(EVALUATOR_KEY, typedHash(address(jobs), structHash)));
    }

    function test_certify_signedOverAnotherReport_reverts() public {
        bytes32 structHash = JobSignatures.hashCertificate(ORDER, reportOf(EHDS_ORDER), certificateOf(true));
        _refusedSignature(sign(EVALUATOR_KEY, typedHash(address(jobs), structHash)));
    }

    function test_certify_signedForAnotherContract_reverts() public {
        bytes32 structHash = JobSignatures.hashCertificate(ORDER, reportOf(ORDER), certificateOf(true));
        _refusedSignature(sign(EVALUATOR_KEY, typedHash(address(market), structHash)));
    }

    function testFuzz_certify_signedOverOtherFigures_reverts(IJobRegistry.Certificate memory signed) public {
        vm.assume(keccak256(abi.encode(signed)) != keccak256(abi.encode(certificateOf(true))));
        _refusedSignature(signCertificate(EVALUATOR_KEY, ORDER, signed));
    }

    function testFuzz_certify_withNoSignature_reverts(bytes memory noise) public {
        _refusedSignature(noise);
    }

    function testFuzz_setThresholds_byOthers_reverts(address caller) public {
        vm.assume(caller != address(this));
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller));
        vm.prank(caller);
        jobs.setThresholds(1, IJobRegistry.Thresholds(1, 1, 1));
    }

    function testFuzz_setThresholds_keepsToTheUnit(uint8 releaseClass, IJobRegistry.Thresholds memory most) public {
        // Most random figures are beyond 100 %: fold the even ones into the valid range.
        if (most.tvd1Bps % 2 == 0) {
            (most.tvd1Bps, most.tvd2Bps) = (most.tvd1Bps % 10_001, most.tvd2Bps % 10_001);
            most.membershipAucBps = most.membershipAucBps % 10_001;
        }
        bool isValid = _isShare(most.tvd1Bps) && _isShare(most.tvd2Bps) && _isShare(most.membershipAucBps);
        if (releaseClass == 0) {
            vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobReleaseClassInvalid.selector, 0));
        } else if (!isValid) {
            vm.expectRevert(IJobRegistry.JobThresholdsInvalid.selector);
        } else {
            vm.expectEmit(address(jobs));
            emit IJobRegistry.ThresholdsChanged(releaseClass, most);
        }
        jobs.setThresholds(releaseClass, most);
    }

    function _playUntilReported(uint256 orderId) private {
        claim(orderId);
        measure(orderId);
        commit(orderId);
        report(orderId);
    }

    function _certify(IJobRegistry.Certificate memory certificate) private {
        bytes memory signature = signCertificate(EVALUATOR_KEY, ORDER, certificate);
        jobs.certify(ORDER, termsOf(ORDER), jobOf(ORDER), evaluator, certificate, signature);
    }

    function _refusedFigures(IJobRegistry.Certificate memory certificate) private {
        vm.expectEmit(address(jobs));
        emit IJobRegistry.JobCertified(ORDER, evaluator, certificate, false);
        _certify(certificate);
        assertEq(uint256(jobs.stateOf(ORDER)), uint256(IJobRegistry.State.REFUSED));
    }

    function _refusedBy(address signer, uint256 key, bytes memory refusal) private {
        bytes memory signature = signCertificate(key, ORDER, certificateOf(true));
        vm.expectRevert(refusal);
        jobs.certify(ORDER, termsOf(ORDER), jobOf(ORDER), signer, certificateOf(true), signature);
    }

    function _refusedSignature(bytes memory signature) private {
        vm.expectRevert(abi.encodeWithSelector(IJobRegistry.JobBadSignature.selector, evaluator));
        jobs.certify(ORDER, termsOf(ORDER), jobOf(ORDER), evaluator, certificateOf(true), signature);
    }

    function _isShare(uint16 value) private pure returns (bool) {
        return value != 0 && value <= 10_000;
    }
}
