import {
  BudgetCharged,
  BudgetOpened,
  BudgetReleased,
  BudgetReserved,
  BudgetToppedUp,
} from "../../generated/PrivacyLedger/PrivacyLedger";
import { chargeBudget, openBudget, releaseBudget, reserveBudget, topUpBudget } from "../store/budget";

export function handleBudgetOpened(event: BudgetOpened): void {
  openBudget(event, event.params.datasetId, event.params.capMicro, event.params.perBuyerMicro);
}

export function handleBudgetToppedUp(event: BudgetToppedUp): void {
  topUpBudget(event, event.params.datasetId, event.params.addedMicro, event.params.capMicro);
}

export function handleBudgetReserved(event: BudgetReserved): void {
  reserveBudget(event, event.params.datasetId, event.params.orderId, event.params.rhoMicro);
}

export function handleBudgetCharged(event: BudgetCharged): void {
  chargeBudget(event, event.params.datasetId, event.params.orderId, event.params.rhoMicro);
}

export function handleBudgetReleased(event: BudgetReleased): void {
  releaseBudget(event, event.params.datasetId, event.params.orderId, event.params.rhoMicro);
}
