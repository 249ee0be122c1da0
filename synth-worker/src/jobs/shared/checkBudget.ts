import { SymbolonError } from "@symbolon/protocol";
import type { Chain } from "./chain.ts";
import type { Order } from "./readOrder.ts";

/**
 * Checks that the budget of an order that nobody has measured yet is there: its escrow stands (the market reserves and escrows in one
 * transaction) and the ledger has at least its rho reserved on every dataset. Throws E4006 otherwise.
 */
export async function checkBudget(chain: Chain, order: Order): Promise<void> {
  const { orderId, status, terms } = order;
  if (status !== "ESCROWED") throw new SymbolonError("E4006", { orderId, reason: `it is ${status}` });
  for (const datasetId of terms.datasetIds) {
    const budget = await chain.read<{ reservedMicro: bigint }>("privacyLedger", "budgetOf", datasetId);
    if (budget.reservedMicro < terms.rhoMicro) {
      const reason = `the ledger reserves ${budget.reservedMicro} micro-rho on dataset ${datasetId}, not ${terms.rhoMicro}`;
      throw new SymbolonError("E4006", { orderId, reason });
    }
  }
}
