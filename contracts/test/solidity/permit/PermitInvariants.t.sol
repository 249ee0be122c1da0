// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {PermitStage} from "../../../test-support/PermitStage.sol";
import {InvariantBase} from "../../../test-support/InvariantBase.sol";

/// @dev The test contract is the runner's only target and the admin. Access bodies, the admin, holders and strangers write;
/// calls may fail, what they leave behind is observed.
contract PermitInvariantsTest is PermitStage, InvariantBase {
    /// @dev What was seen of each permit last.
    mapping(uint256 permitId => IPermitRegistry.DataPermit) private _seen;
    bool private _hasMovedBack;
    bool private _hasStrangerWritten;
    uint256 private _issued;
    mapping(uint256 permitId => uint40) private _revokedAt;
    bool private _hasRevokedUnheard;
    bool private _hasExcludedTooLong;
    bool private _hasIssuedToExcluded;

    function handlers() internal view override returns (bytes4[] memory selectors) {
        selectors = new bytes4[](9);
        selectors[0] = this.issueAs.selector;
        selectors[1] = this.amendAs.selector;
        selectors[2] = this.extendAs.selector;
        selectors[3] = this.suspendAs.selector;
        selectors[4] = this.resumeAs.selector;
        selectors[5] = this.revokeAs.selector;
        selectors[6] = this.pass.selector;
        selectors[7] = this.hearAs.selector;
        selectors[8] = this.excludeAs.selector;
    }

    function issueAs(uint256 choice, uint40 secondsValid) external {
        IPermitRegistry.Decision memory asked = decision();
        asked.validFrom = uint40(block.timestamp);
        asked.validUntil = asked.validFrom + uint40(bound(secondsValid, 1, 3653 days));
        address caller = _caller(choice);
        bool isExcluded = permits.excludedUntil(HOLDER) >= block.timestamp;
        if (_write(caller, abi.encodeCall(IPermitRegistry.issue, (asked)))) {
            ++_issued;
            if (isExcluded) _hasIssuedToExcluded = true;
            if (!_isBody(caller)) _hasStrangerWritten = true;
        }
        _observe();
    }

    function amendAs(uint256 choice, uint256 permitId, uint8 datasetId) external {
        uint256[] memory set = ids(1 + (datasetId % 60));
        _writeOwn(choice, permitId, abi.encodeCall(IPermitRegistry.amend, (_pick(permitId), DECISION, RESEARCH, set)));
    }

    function extendAs(uint256 choice, uint256 permitId, uint40 addedSeconds) external {
        uint256 id = _pick(permitId);
        uint40 until = _seen[id].validUntil + uint40(bound(addedSeconds, 1, 3660 days));
        _writeOwn(choice, permitId, abi.encodeCall(IPermitRegistry.extend, (id, DECISION, until, NOW)));
    }

    function suspendAs(uint256 choice, uint256 permitId) external {
        _writeOwn(choice, permitId, abi.encodeCall(IPermitRegistry.suspend, (_pick(permitId), REASON)));
    }

    function resumeAs(uint256 choice, uint256 permitId) external {
        _writeOwn(choice, permitId, abi.encodeCall(IPermitRegistry.resume, (_pick(permitId))));
    }

    function revokeAs(uint256 choice, uint256 permitId) external {
        // Not too often, or nothing would be left.
        if (choice % 4 != 0) return;
        uint256 id = _pick(permitId);
        uint40 from = permits.revocableFrom(id);
        bool wasRevoked = _seen[id].state == IPermitRegistry.State.REVOKED;
        _writeOwn(choice >> 2, permitId, abi.encodeCall(IPermitRegistry.revoke, (id, REASON)));
        if (wasRevoked || _seen[id].state != IPermitRegistry.State.REVOKED) return;
        _revokedAt[id] = uint40(block.timestamp);
        if (from == 0 || block.timestamp < from) _hasRevokedUnheard = true;
    }

    function hearAs(uint256 choice, uint256 permitId) external {
        uint256 id = _pick(permitId);
        bytes memory answer = abi.encodeCall(IPermitRegistry.answerFinding, (id, ANSWER));
        address answering = _caller(choice >> 8);
        if (choice % 2 == 1 && _write(answering, answer) && answering != HOLDER) _hasStrangerWritten = true;
        if (choice % 2 == 1) return _observe();
        _writeOwn(choice >> 1, permitId, abi.encodeCall(IPermitRegistry.notifyFinding, (id, FINDING)));
    }

    /// @dev Seldom, and never long, or no permit would be issued any more; the bound is probed, not used.
    function excludeAs(uint256 choice, uint256 permitId) external {
        if (choice % 4 != 0) return;
        uint256 id = _pick(permitId);
        uint40 latest = _revokedAt[id] + 1828 days + 1 hours;
        address caller = _caller(choice >> 2);
        if (_write(caller, abi.encodeCall(IPermitRegistry.exclude, (id, REASON, latest + 1)))) {
            _hasExcludedTooLong = true;
        }
        uint40 until = uint40(block.timestamp + 20 days);
        _writeOwn(choice >> 2, permitId, abi.encodeCall(IPermitRegistry.exclude, (id, REASON, until)));
    }

    function pass(uint32 secondsPassed) external {
        vm.warp(block.timestamp + (secondsPassed % 200 days));
    }

    function invariant_onlyAccessBodiesWrite_eachItsOwnPermits() public view {
        assertTrue(!_hasStrangerWritten, "somebody else wrote");
        assertEq(permits.permitCount(), _issued);
    }

    /// @dev Art. 63(2), (3).
    function invariant_nobodyIsSanctionedUnheard_norExcludedForTooLong() public view {
        assertTrue(!_hasRevokedUnheard, "revoked unheard");
        assertTrue(!_hasExcludedTooLong, "excluded for more than five years");
        assertTrue(!_hasIssuedToExcluded, "a permit for an excluded holder");
    }

    function invariant_permitsMoveForwardOnly() public view {
        assertTrue(!_hasMovedBack, "a permit moved back, or changed where it must not");
    }

    function invariant_noPermitLastsLongerThanTwiceTenYears() public view {
        for (uint256 id = 1; id <= _issued; ++id) {
            IPermitRegistry.DataPermit memory permit = permits.permitOf(id);
            assertTrue(_isBody(permit.issuer), "issued by an access body");
            uint256 most = permit.extended ? 2 * 3653 days : 3653 days;
            assertLe(permit.validUntil - permit.validFrom, most);
        }
    }

    function invariant_aDeadPermitIsNeverCurrent() public view {
        for (uint256 id = 1; id <= _issued; ++id) {
            for (uint32 version = 1; version <= _seen[id].version; ++version) {
                if (!permits.isDead(id, version)) continue;
                try permits.requireCurrent(id, version) {
                    assertTrue(false, "dead and current");
                } catch {} // solhint-disable-line no-empty-blocks
            }
        }
    }

    function _writeOwn(uint256 choice, uint256 permitId, bytes memory data) private {
        address caller = _caller(choice);
        if (_write(caller, data) && caller != _seen[_pick(permitId)].issuer) _hasStrangerWritten = true;
        _observe();
    }

    function _write(address caller, bytes memory data) private returns (bool success) {
        vm.prank(caller);
        (success, ) = address(permits).call(data); // solhint-disable-line avoid-low-level-calls
    }

    function _observe() private {
        for (uint256 id = 1; id <= permits.permitCount(); ++id) {
            IPermitRegistry.DataPermit memory permit = permits.permitOf(id);
            IPermitRegistry.DataPermit memory seen = _seen[id];
            if (seen.version != 0 && !_isAfter(seen, permit)) _hasMovedBack = true;
            _seen[id] = permit;
        }
    }

    function _isAfter(
        IPermitRegistry.DataPermit memory seen,
        IPermitRegistry.DataPermit memory permit
    ) private pure returns (bool) {
        bool isFixed =
            permit.issuer == seen.issuer &&
                permit.holder == seen.holder &&
                permit.validFrom == seen.validFrom &&
                permit.approvedAt == seen.approvedAt;
        bool isUp = permit.version >= seen.version && permit.validUntil >= seen.validUntil;
        bool staysRevoked =
            seen.state != IPermitRegistry.State.REVOKED || keccak256(abi.encode(seen)) == keccak256(abi.encode(permit));
        bool isExtendedOnce = !seen.extended || (permit.extended && permit.validUntil == seen.validUntil);
        return isFixed && isUp && staysRevoked && isExtendedOnce && permit.state != IPermitRegistry.State.NONE;
    }

    function _pick(uint256 permitId) private view returns (uint256) {
        return _issued == 0 ? 1 : 1 + (permitId % _issued);
    }

    /// @dev Access bodies most of the time.
    function _caller(uint256 choice) private view returns (address) {
        address[8] memory callers = [BODY, BODY, BODY, OTHER_BODY, address(this), HOSPITAL, HOLDER, STRANGER];
        return callers[choice % 8];
    }

    function _isBody(address account) private pure returns (bool) {
        return account == BODY || account == OTHER_BODY;
    }
}
