// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {RewardActions} from "./RewardActions.sol";

/// @title World
/// @notice All handlers with how often each is called: orders and jobs most, so that runs get deep.
abstract contract World is RewardActions {
    function handlers() internal pure override returns (bytes4[] memory selectors) {
        bytes4[25] memory all = [
            this.order.selector,
            this.advance.selector,
            this.payout.selector,
            this.pass.selector,
            this.dispute.selector,
            this.vote.selector,
            this.renew.selector,
            this.permit.selector,
            this.restake.selector,
            this.giveUp.selector,
            this.replace.selector,
            this.refund.selector,
            this.timeout.selector,
            this.release.selector,
            this.bar.selector,
            this.withdrawConsent.selector,
            this.suspend.selector,
            this.relist.selector,
            this.setFees.selector,
            this.transfer.selector,
            this.intrude.selector,
            this.fetch.selector,
            this.equivocate.selector,
            this.propose.selector,
            this.claimIncentive.selector
        ];
        bytes4[4] memory rare = [
            this.returnOfAFormerOwner.selector,
            this.lapse.selector,
            this.veto.selector,
            this.sweep.selector
        ];
        // The first eleven of all, that many times more.
        uint8[11] memory more = [8, 24, 5, 2, 3, 4, 2, 1, 2, 1, 3];
        selectors = new bytes4[](29 + 55);
        uint256 length = 0;
        for (uint256 i = 0; i < 25; ++i) selectors[length++] = all[i];
        for (uint256 i = 0; i < 4; ++i) selectors[length++] = rare[i];
        for (uint256 i = 0; i < 11; ++i) for (uint256 j = 0; j < more[i]; ++j) selectors[length++] = all[i];
    }
}
