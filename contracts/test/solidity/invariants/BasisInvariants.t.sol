// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {IPermitRegistry} from "../../../src/permit/IPermitRegistry.sol";
import {IPrivacyLedger} from "../../../src/budget/IPrivacyLedger.sol";
import {IJobRegistry} from "../../../src/job/IJobRegistry.sol";
import {IMarket} from "../../../src/market/IMarket.sol";
import {World} from "../../../test-support/world/World.sol";

/// @dev Budget, consent, permit, roles.
contract BasisInvariantsTest is World {
    function invariant_budget_staysUnderTheCap_andIsWhatTheOrdersUse() public view {
        for (uint256 datasetId = 1; datasetId <= DATASETS; ++datasetId) {
            IPrivacyLedger.Budget memory budget = ledger.budgetOf(datasetId);
            assertLe(uint256(budget.spentMicro) + budget.reservedMicro, budget.capMicro);
            (uint256 reserved, uint256 spent) = _usedOf(datasetId, address(0));
            assertEq(budget.reservedMicro, reserved);
            assertEq(budget.spentMicro, spent);
        }
    }

    function invariant_budget_ofABuyer_staysUnderTheBound() public view {
        address[2] memory buyers = [BUYER, BUYER2];
        for (uint256 i = 0; i < 2; ++i) {
            (uint256 reserved, uint256 spent) = _usedOf(BOUNDED, buyers[i]);
            assertEq(ledger.usedBy(BOUNDED, buyers[i]), reserved + spent);
            assertLe(reserved + spent, PER_BUYER);
            // Where there is no bound, nothing is kept of who bought.
            assertEq(ledger.usedBy(1, buyers[i]), 0);
        }
    }

    /// @dev The model decides, from what it did itself, whether a claim, a measurement or a finalise is lawful.
    function invariant_basis_noStepAndNoPaymentWithoutIt() public view {
        assertEq(faults["unlawful step"], 0);
        assertEq(faults["paid without a basis"] + faults["ordered without a basis"], 0);
        assertEq(faults["failed without a reason"], 0);
    }

    /// @dev A finalised job's pinned epochs are at most today's, and its permit is one the access body issued.
    function invariant_basis_finalisedJobsHadOne() public view {
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            if (jobs.stateOf(orderId) != IJobRegistry.State.FINALISED) continue;
            assertTrue(finalised[orderId], "the model saw it");
            IMarket.Terms memory terms = termsOf(orderId);
            if (terms.permitId != 0) {
                assertEq(permits.permitOf(terms.permitId).holder, terms.buyer);
                continue;
            }
            uint64[] memory pinned = jobOf(orderId).consentEpochs;
            for (uint256 i = 0; i < pinned.length; ++i) {
                assertLe(pinned[i], consents.consentEpoch(terms.datasetIds[i]));
            }
        }
    }

    function invariant_consent_epochsAreTheWithdrawals() public view {
        for (uint256 datasetId = 1; datasetId <= DATASETS; ++datasetId) {
            assertEq(consents.consentEpoch(datasetId), epochs[datasetId]);
        }
        assertEq(faults["withdrawal refused"] + faults["suspension refused"], 0);
    }

    function invariant_permits_comeFromAccessBodiesOnly() public view {
        assertEq(permits.permitCount(), permitsIssued);
        for (uint256 permitId = 1; permitId <= permitsIssued; ++permitId) {
            IPermitRegistry.DataPermit memory known = permits.permitOf(permitId);
            assertTrue(known.issuer == ACCESS_BODY || known.issuer == ACCESS_BODY2, "an access body");
        }
        assertEq(faults["permit by somebody else"] + faults["suspended from another state"], 0);
    }

    function invariant_roles_noneSurvivesATransfer() public view {
        assertEq(faults["role kept"] + faults["transfer refused"], 0);
    }

    function invariant_roles_nobodyGetsInWithoutOne() public view {
        assertEq(faults["intruder"], 0);
    }

    function invariant_nothing_panics() public view {
        assertEq(faults["panic"], 0);
    }

    /// @dev Every refusal and every success of every handler is one the model expects.
    function invariant_model_andContractsAgree() public view {
        assertEq(faultCount, 0);
    }

    /// @dev What the orders of a buyer (or of all, for zero) use of a dataset by the model.
    function _usedOf(uint256 datasetId, address buyer) private view returns (uint256 reserved, uint256 spent) {
        for (uint256 orderId = 1; orderId <= market.orderCount(); ++orderId) {
            IMarket.Terms memory terms = termsOf(orderId);
            if (buyer != address(0) && terms.buyer != buyer) continue;
            for (uint256 i = 0; i < terms.datasetIds.length; ++i) {
                if (terms.datasetIds[i] != datasetId) continue;
                // Given back when the others were charged.
                if (isDropped(jobOf(orderId).droppedMask, i)) continue;
                if (measured[orderId]) spent += terms.rhoMicro;
                else if (jobs.stateOf(orderId) < IJobRegistry.State.MEASURED) reserved += terms.rhoMicro;
            }
        }
    }
}
