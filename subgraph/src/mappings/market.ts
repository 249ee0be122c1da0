import { FeesChanged, OrderPlaced, OrderRefunded, OrderSettled } from "../../generated/Market/Market";
import { countDatasetOrder } from "../store/dataset";
import { updateFees } from "../store/fees";
import { createOrder, refundOrder, settleOrder } from "../store/order";
import { countOrder, countRefund, countSettlement } from "../store/stats";

export function handleOrderPlaced(event: OrderPlaced): void {
  const params = event.params;
  createOrder(event);
  for (let i = 0; i < params.datasetIds.length; i++) countDatasetOrder(params.datasetIds[i]);
  countOrder(params.totalWei);
}

export function handleOrderSettled(event: OrderSettled): void {
  if (settleOrder(event, event.params.orderId)) countSettlement(event.params.totalWei);
}

export function handleOrderRefunded(event: OrderRefunded): void {
  if (refundOrder(event, event.params.orderId)) countRefund(event.params.totalWei);
}

export function handleFeesChanged(event: FeesChanged): void {
  const fees = event.params.fees;
  updateFees(event, fees.treasuryBps, fees.workerBps, fees.evaluatorBps, event.params.treasury);
}
