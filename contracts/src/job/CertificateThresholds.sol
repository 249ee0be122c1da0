// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IJobRegistry} from "./IJobRegistry.sol";

/// @title CertificateThresholds
/// @notice What certificates of each release class must keep to.
abstract contract CertificateThresholds is IJobRegistry, AccessManaged {
    /// @dev 100 %.
    uint16 private constant BPS = 10_000;

    mapping(uint8 releaseClass => Thresholds) private _thresholds;

    /// @notice Sets what a certificate of a release class must keep to; certificates already on chain stand.
    /// @dev Requirements: caller holds TREASURER; no figure is zero or above 10,000. Emits {ThresholdsChanged}.
    function setThresholds(uint8 releaseClass, Thresholds calldata thresholds) external restricted {
        _setThresholds(releaseClass, thresholds);
    }

    /// @inheritdoc IJobRegistry
    function thresholdsOf(uint8 releaseClass) external view returns (Thresholds memory) {
        return _thresholds[releaseClass];
    }

    /// @dev Emits {ThresholdsChanged}.
    function _setThresholds(uint8 releaseClass, Thresholds memory thresholds) internal {
        if (releaseClass == 0) revert JobReleaseClassInvalid(releaseClass);
        uint256 tvd1 = thresholds.tvd1Bps;
        uint256 tvd2 = thresholds.tvd2Bps;
        uint256 auc = thresholds.membershipAucBps;
        if (tvd1 == 0 || tvd2 == 0 || auc == 0 || tvd1 > BPS || tvd2 > BPS || auc > BPS) revert JobThresholdsInvalid();
        _thresholds[releaseClass] = thresholds;
        emit ThresholdsChanged(releaseClass, thresholds);
    }

    /// @dev The evaluator's verdict and the thresholds together; reverts for a class without thresholds.
    function _passes(Certificate calldata certificate) internal view returns (bool) {
        Thresholds memory most = _thresholds[certificate.releaseClass];
        if (most.tvd1Bps == 0) revert JobReleaseClassInvalid(certificate.releaseClass);
        return
            certificate.passed &&
            certificate.tvd1Bps <= most.tvd1Bps &&
            certificate.tvd2Bps <= most.tvd2Bps &&
            certificate.membershipAucBps <= most.membershipAucBps;
    }
}
