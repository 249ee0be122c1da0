import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import type { Order } from "./readOrder.ts";

/** Checks on the ledger that the order holds its whole rho reserved on every dataset. Throws E4006 otherwise. */
export async function checkReservation(chain: Chain, order: Order): Promise<void> {
  for (const datasetId of order.datasetIds) {
    const reserved = await chain.read<bigint>("privacyLedger", "reservationOf", datasetId, order.orderId);
    if (reserved !== order.rhoMicro) {
      const reason = `the ledger reserves ${reserved} micro-rho on dataset ${datasetId}, not ${order.rhoMicro}`;
      throw new SymbolonError("E4006", { orderId: order.orderId, reason });
    }
  }
}
