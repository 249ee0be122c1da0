import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Budget, BudgetEntry } from "../../generated/schema";
import { eventId, numberId } from "../common/ids";
import { toI64 } from "../common/numbers";

export function openBudget(event: ethereum.Event, datasetId: BigInt, capMicro: BigInt, perBuyerMicro: BigInt): void {
  const id = numberId(datasetId);
  const budget = new Budget(id);
  budget.dataset = id;
  budget.capMicro = capMicro;
  budget.perBuyerMicro = perBuyerMicro;
  budget.reservedMicro = BigInt.zero();
  budget.spentMicro = BigInt.zero();
  saveBudget(event, budget);
  createEntry(event, id, null, "OPENED", capMicro);
}

/** A buyer without a narrower bound than the cap gets no narrower bound by the cap's growth. */
export function topUpBudget(event: ethereum.Event, datasetId: BigInt, addedMicro: BigInt, capMicro: BigInt): void {
  const budget = Budget.load(numberId(datasetId));
  if (budget == null) return;
  if (budget.perBuyerMicro.equals(budget.capMicro)) budget.perBuyerMicro = capMicro;
  budget.capMicro = capMicro;
  saveBudget(event, budget);
  createEntry(event, budget.id, null, "TOPPED_UP", addedMicro);
}

export function reserveBudget(event: ethereum.Event, datasetId: BigInt, orderId: BigInt, rhoMicro: BigInt): void {
  const budget = Budget.load(numberId(datasetId));
  if (budget == null) return;
  budget.reservedMicro = budget.reservedMicro.plus(rhoMicro);
  saveBudget(event, budget);
  createEntry(event, budget.id, numberId(orderId), "RESERVED", rhoMicro);
}

export function chargeBudget(event: ethereum.Event, datasetId: BigInt, orderId: BigInt, rhoMicro: BigInt): void {
  const budget = Budget.load(numberId(datasetId));
  if (budget == null) return;
  budget.reservedMicro = budget.reservedMicro.minus(rhoMicro);
  budget.spentMicro = budget.spentMicro.plus(rhoMicro);
  saveBudget(event, budget);
  createEntry(event, budget.id, numberId(orderId), "CHARGED", rhoMicro);
}

export function releaseBudget(event: ethereum.Event, datasetId: BigInt, orderId: BigInt, rhoMicro: BigInt): void {
  const budget = Budget.load(numberId(datasetId));
  if (budget == null) return;
  budget.reservedMicro = budget.reservedMicro.minus(rhoMicro);
  saveBudget(event, budget);
  createEntry(event, budget.id, numberId(orderId), "RELEASED", rhoMicro);
}

function saveBudget(event: ethereum.Event, budget: Budget): void {
  budget.availableMicro = budget.capMicro.minus(budget.reservedMicro).minus(budget.spentMicro);
  budget.updatedAt = toI64(event.block.timestamp);
  budget.save();
}

function createEntry(event: ethereum.Event, budgetId: string, orderId: string | null, kind: string, rhoMicro: BigInt): void {
  const entry = new BudgetEntry(eventId(event));
  entry.budget = budgetId;
  entry.order = orderId;
  entry.kind = kind;
  entry.rhoMicro = rhoMicro;
  entry.timestamp = toI64(event.block.timestamp);
  entry.block = toI64(event.block.number);
  entry.logIndex = event.logIndex.toI32();
  entry.tx = event.transaction.hash;
  entry.save();
}
